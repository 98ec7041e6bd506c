import { createHash, X509Certificate } from 'node:crypto';
import type { Clock } from '#platform/clock';
import type { LiveCeremony } from '#projections/live-ceremony';
import { certificateOf } from '#projections/people-data';
import type { Authority } from '#signing/authority';
import type { RevokedEntry } from '#signing/crl';
import type { ValidationData } from '#signing/long-term';
import type { Ceremonies } from './ceremonies.ts';
import { authorityOf } from './tools-of.ts';

/** In milliseconds: a list is signed anew long before it ends. */
const RENEW_AFTER = 86_400_000;

export type ListOf = 'real' | 'rehearsal';
export type Revocations = {
  /** The revocation list of that authority, DER: of all its ceremonies, the closed ones too. */
  list(of: ListOf): Promise<Uint8Array>;
  /**
   * F15: what is needed to judge signatures of this ceremony later: lists of root and issuing authority that were made at
   * `after` or since, and the certificates that they lead to. Those who ask in the same second share one list.
   */
  validationData(live: LiveCeremony, after: Date): Promise<ValidationData>;
};

type Kept = {
  readonly count: number;
  readonly at: number;
  readonly list: Promise<Uint8Array>;
  readonly rootList: Promise<Uint8Array>;
};

/** S31: what the ledgers say of certificates, as the authorities' signed lists; kept until one more is revoked. */
export const createRevocations = (house: {
  readonly ceremonies: Ceremonies;
  readonly authority: Authority;
  readonly clock: Clock;
}): Revocations => {
  const kept = new Map<ListOf, Kept>();
  /** The lists in use unless they are too old, made before `after`, or somebody was revoked since. */
  const listsOf = async (of: ListOf, after: Date | null): Promise<Kept> => {
    const ours = of === 'real' ? house.authority : house.authority.rehearsal;
    const all = (await house.ceremonies.loadAll()).filter((live) => authorityOf(house.authority, live) === ours);
    const count = all.reduce((sum, { ceremony }) => sum + ourRevoked(ceremony).length, 0);
    const now = house.clock.now();
    const known = kept.get(of);
    const isRecent = known !== undefined && Math.abs(now.getTime() - known.at) < RENEW_AFTER;
    // Lists are dated in whole seconds.
    const isAfter = after === null || (known !== undefined && secondOf(known.at) >= secondOf(after.getTime()));
    if (known?.count === count && isRecent && isAfter) return known;
    const list = ours.crl(now, all.flatMap(revokedIn), now);
    const rootList = ours.rootCrl(now);
    const made: Kept = { count, at: now.getTime(), list, rootList };
    kept.set(of, made);
    for (const one of [list, rootList]) one.catch(() => kept.get(of) === made && kept.delete(of));
    return made;
  };

  return {
    list: async (of) => (await listsOf(of, null)).list,
    validationData: async (live, after) => {
      const ours = authorityOf(house.authority, live);
      const { list, rootList } = await listsOf(ours === house.authority ? 'real' : 'rehearsal', after);
      const { roots, chain, timeSigner } = ours;
      return { certificates: [...roots, ...chain, timeSigner.certificate], crls: await Promise.all([list, rootList]) };
    },
  };
};

const secondOf = (milliseconds: number): number => Math.floor(milliseconds / 1000);

/** C221: an issuer's list speaks of its own certificates only. */
const ourRevoked = ({ revokedCertificates, remoteCertificates }: LiveCeremony['ceremony']) =>
  [...revokedCertificates.values()].filter(({ sha256 }) => !remoteCertificates.has(sha256));

const revokedIn = (live: LiveCeremony): RevokedEntry[] =>
  ourRevoked(live.ceremony).flatMap(({ personId, sha256, serial, at, reason }) => {
    const known = serial ?? serialBeside(live, personId, sha256);
    return known === null ? [] : [{ serial: known, at: new Date(at), reason }];
  });

/** Of a certificate whose event names none: from the certificate itself, while it stands beside the chain. */
const serialBeside = (live: LiveCeremony, personId: string, sha256: string): string | null => {
  const der = Buffer.from(certificateOf(live, personId) ?? '', 'base64');
  return createHash('sha256').update(der).digest('hex') === sha256
    ? new X509Certificate(der).serialNumber.toLowerCase()
    : null;
};
