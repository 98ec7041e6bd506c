import type { Clock } from '#platform/clock';
import type { OneAuthority } from '#signing/authority';
import { pemOf } from './verify-document.ts';

/** What outside validators need of an authority: its certificates and the lists of what they revoked, DER. */
export type PublicAuthority = {
  readonly rootPem: string;
  readonly issuingPem: string;
  readonly crl: () => Promise<Uint8Array>;
  /** Of the root itself. */
  readonly rootCrl: () => Promise<Uint8Array>;
};

/** `crl` signs when there is something to say. Throws where the authority has no issuing certificate. */
export const publicAuthority = (ours: OneAuthority, clock: Clock, crl: () => Promise<Uint8Array>): PublicAuthority => {
  const [issuing] = ours.chain;
  if (issuing === undefined) throw new Error('The authority has no issuing certificate.');
  return { rootPem: ours.rootPem, issuingPem: pemOf(issuing), crl, rootCrl: daily(clock, ours.rootCrl) };
};

/** H9: signed anew when a day has passed, not whenever it is asked for. */
const daily = (clock: Clock, sign: (now: Date) => Promise<Uint8Array>): (() => Promise<Uint8Array>) => {
  let kept: { readonly at: number; readonly list: Promise<Uint8Array> } | null = null;
  return async () => {
    const now = clock.now();
    if (kept && Math.abs(now.getTime() - kept.at) < 86_400_000) return kept.list;
    const made = { at: now.getTime(), list: sign(now) };
    kept = made;
    made.list.catch(() => kept === made && (kept = null));
    return made.list;
  };
};
