import 'reflect-metadata';
import { AsnConvert } from '@peculiar/asn1-schema';
import { CRLNumber, id_ce_cRLNumber } from '@peculiar/asn1-x509';
import { AuthorityKeyIdentifierExtension, Extension, X509Crl, X509CrlGenerator, X509CrlReason } from '@peculiar/x509';
import type { RevocationReason } from '#contract/constants';
import type { Issuer } from './certificate-profile.ts';
import { signingAlgorithmOf } from './key-algorithms.ts';

/** One certificate that does not count any more. */
export type RevokedEntry = {
  /** Hex. */
  readonly serial: string;
  readonly at: Date;
  readonly reason: RevocationReason;
};

/** In milliseconds: a copy of the list is good for so long, also while the house is shut. */
const GOOD_FOR = 7 * 86_400_000;
/** In milliseconds: clocks differ. */
const EARLIER = 60_000;

/** RFC 5280 §5.3.1. Whoever finds a lost device may hold the key. */
const CODES: { readonly [Reason in RevocationReason]: X509CrlReason } = {
  unspecified: X509CrlReason.unspecified,
  'key-compromise': X509CrlReason.keyCompromise,
  'affiliation-changed': X509CrlReason.affiliationChanged,
  superseded: X509CrlReason.superseded,
  cessation: X509CrlReason.cessationOfOperation,
  'device-lost': X509CrlReason.keyCompromise,
};

/** S30: a signed list (X.509 CRL v2), DER; good for seven days. `number` must grow from list to list. */
export async function makeCrl(
  issuing: Issuer,
  {
    revoked,
    now,
    number,
    goodFor = GOOD_FOR,
    after,
  }: {
    readonly revoked: readonly RevokedEntry[];
    readonly now: Date;
    readonly number: number;
    /** In milliseconds; seven days unless told. */
    readonly goodFor?: number;
    /** Judges signatures up to this moment, so that it is not dated before it. */
    readonly after?: Date | undefined;
  },
): Promise<Uint8Array> {
  const newest = revoked.reduce((latest, { at }) => Math.max(latest, at.getTime()), after?.getTime() ?? 0);
  // Not dated before what it tells, and never ahead of the clock.
  const thisUpdate = wholeSeconds(Math.min(now.getTime(), Math.max(now.getTime() - EARLIER, newest)));
  const crl = await X509CrlGenerator.create({
    issuer: issuing.certificate.subjectName,
    thisUpdate,
    nextUpdate: new Date(thisUpdate.getTime() + goodFor),
    signingAlgorithm: signingAlgorithmOf(issuing.key),
    signingKey: issuing.key,
    entries: revoked.map(({ serial, at, reason }) => ({
      serialNumber: serial,
      revocationDate: wholeSeconds(at.getTime()),
      // RFC 5280 §5.3.1: "unspecified" is said by saying nothing.
      ...(CODES[reason] === X509CrlReason.unspecified ? {} : { reason: CODES[reason] }),
    })),
    extensions: [
      await AuthorityKeyIdentifierExtension.create(issuing.certificate.publicKey),
      new Extension(id_ce_cRLNumber, false, AsnConvert.serialize(new CRLNumber(number))),
    ],
  });
  return new Uint8Array(crl.rawData);
}

/** DER or PEM. Throws when the bytes are no list, or one that does not say until when it counts (RFC 5280 §5.1.2.5). */
export function openCrl(bytes: Uint8Array): X509Crl {
  const text = Buffer.from(bytes).toString('latin1');
  const crl = new X509Crl(text.startsWith('-----BEGIN') ? text : Uint8Array.from(bytes));
  // The library would overlook the entries of such a list.
  if (!crl.nextUpdate) throw new TypeError('A revocation list does not say until when it counts');
  return crl;
}

const wholeSeconds = (milliseconds: number): Date => new Date(Math.floor(milliseconds / 1000) * 1000);
