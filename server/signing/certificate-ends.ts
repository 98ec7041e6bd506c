import { X509Certificate } from 'node:crypto';
import type { CertificateMend, OwnCertificate } from '#contract/constants';

// S137 to S143: certificates end while the house runs, and so do those above them.

export type Validity = { readonly from: Date; readonly until: Date };

const known = new WeakMap<Uint8Array, Validity>();

/** Of a certificate, DER. */
export function validityOf(certificate: Uint8Array): Validity {
  const before = known.get(certificate);
  if (before !== undefined) return before;
  const { validFromDate, validToDate } = new X509Certificate(certificate);
  const validity = { from: validFromDate, until: validToDate };
  known.set(certificate, validity);
  return validity;
}

/** Nothing is worth more than what stands above it: while all of these (DER, one at least) are valid. */
export const validityOfAll = (certificates: readonly Uint8Array[]): Validity =>
  certificates.map(validityOf).reduce(({ from, until }, each) => ({
    from: each.from > from ? each.from : from,
    until: each.until < until ? each.until : until,
  }));

/** Of whoever signs here: the certificate, its issuers, and the root where its end counts too. */
export const validityOfSigner = (signer: {
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  readonly root?: Uint8Array;
}): Validity =>
  validityOfAll([signer.certificate, ...signer.chain, ...(signer.root === undefined ? [] : [signer.root])]);

export const isWithin = ({ from, until }: Validity, at: Date): boolean => at >= from && at <= until;

export const datesOf = ({ from, until }: Validity): string =>
  `valid from ${from.toISOString()} to ${until.toISOString()}, not now`;

/** A certificate of the house, or one above it, has ended or has not begun; its own words name the dates. */
export class CertificateFault extends Error {
  override readonly name = 'CertificateFault';
  readonly code = 'certificate-not-valid';
}

/** One of the house's own certificates that ends soon or has ended. */
export type CertificateEnd = {
  readonly certificate: OwnCertificate;
  readonly until: Date;
  readonly mend: CertificateMend;
};

export const DAY = 86_400_000;
/** A start makes the house's own certificates anew so long before they end. */
export const RENEW_BEFORE_DAYS = 30;

/**
 * S141: what is to be told at `now`. Root and issuing authority as soon as a signatory's certificate would not be given all
 * its days any more; what the next start renews, from when it would; a seal from elsewhere as long before. Who ends with
 * somebody above is not told beside that.
 */
export const endsToTell = (
  of: {
    readonly root: Uint8Array;
    readonly issuing: Uint8Array;
    readonly own: { readonly [name in 'certification' | 'seal' | 'time']: Parameters<typeof validityOfSigner>[0] };
    readonly isSealBrought: boolean;
    readonly certificateDays: number;
  },
  now: Date,
): readonly CertificateEnd[] => {
  const root = validityOf(of.root).until;
  const issuing = validityOf(of.issuing).until;
  const above = issuing < root ? issuing : root;
  const isNear = (until: Date, days: number): boolean => until.getTime() - now.getTime() < days * DAY;
  const authorities: readonly CertificateEnd[] = [
    { certificate: 'root', until: root, mend: 'new-authority' },
    ...(issuing < root ? [{ certificate: 'issuing', until: issuing, mend: 'new-authority' } as const] : []),
  ];
  const own = (['certification', 'seal', 'time'] as const).flatMap((certificate): readonly CertificateEnd[] => {
    const { until } = validityOfSigner(of.own[certificate]);
    if (certificate === 'seal' && of.isSealBrought) return [{ certificate, until, mend: 'new-seal' }];
    // S142: below an authority that has ended a start renews nothing.
    return until < above && now <= above ? [{ certificate, until, mend: 'restart' }] : [];
  });
  return [
    ...authorities.filter(({ until }) => isNear(until, of.certificateDays)),
    ...own.filter(({ until }) => isNear(until, RENEW_BEFORE_DAYS)),
  ].toSorted((one, other) => one.until.getTime() - other.until.getTime());
};
