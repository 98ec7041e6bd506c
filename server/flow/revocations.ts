import { createHash, X509Certificate } from 'node:crypto';
import type { Clock } from '#platform/clock';
import type { LiveCeremony } from '#projections/live-ceremony';
import { certificateOf } from '#projections/people-data';
import type { Authority } from '#signing/authority';
import type { RevokedEntry } from '#signing/crl';
import type { Ceremonies } from './ceremonies.ts';
import { authorityOf } from './tools-of.ts';

/** In milliseconds: a list is signed anew long before it ends. */
const RENEW_AFTER = 86_400_000;

export type ListOf = 'real' | 'rehearsal';
export type Revocations = {
  /** The revocation list of that authority, DER: of all its ceremonies, the closed ones too. */
  list(of: ListOf): Promise<Uint8Array>;
};

type Kept = { readonly count: number; readonly at: number; readonly list: Promise<Uint8Array> };

/** S31: what the ledgers say of certificates, as the authorities' signed lists; kept until one more is revoked. */
export const createRevocations = (house: {
  readonly ceremonies: Ceremonies;
  readonly authority: Authority;
  readonly clock: Clock;
}): Revocations => {
  const kept = new Map<ListOf, Kept>();
  return {
    list: async (of) => {
      const ours = of === 'real' ? house.authority : house.authority.rehearsal;
      const all = (await house.ceremonies.loadAll()).filter((live) => authorityOf(house.authority, live) === ours);
      const count = all.reduce((sum, { ceremony }) => sum + ceremony.revokedCertificates.size, 0);
      const now = house.clock.now();
      const known = kept.get(of);
      if (known?.count === count && Math.abs(now.getTime() - known.at) < RENEW_AFTER) return known.list;
      const list = ours.crl(now, all.flatMap(revokedIn));
      const made = { count, at: now.getTime(), list };
      kept.set(of, made);
      list.catch(() => kept.get(of) === made && kept.delete(of));
      return list;
    },
  };
};

const revokedIn = (live: LiveCeremony): RevokedEntry[] =>
  [...live.ceremony.revokedCertificates.values()].flatMap(({ personId, sha256, serial, at, reason }) => {
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
