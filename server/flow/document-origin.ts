import { writtenOf, type AgreementState } from '#agreement/state';
import type { EarlierState } from '#contract/views/verification';
import { agreementStream, findAgreement, type LiveCeremony, type NamedBytes } from '#projections/live-ceremony';
import type { Named } from './as-written.ts';
import { verifyAddress } from './compose-document.ts';
import { recordAddress } from './compose-minutes.ts';

/** The event of a ledger that names these very bytes. */
export type Origin = { readonly live: LiveCeremony; readonly named: NamedBytes };

/** The document whose bytes, now or at an earlier signature, have this hash. */
export const originOf = (all: readonly LiveCeremony[], sha256: string): Origin | null => {
  for (const live of all) {
    const named = live.namedBytes.get(sha256);
    if (named !== undefined) return { live, named };
  }
  return null;
};

/** The document of a QR code as it stands, and under which name the store holds it. */
export const originByCode = (
  all: readonly LiveCeremony[],
  code: string,
): (Origin & { readonly document: string; readonly written: Named }) | null => {
  for (const live of all) {
    for (const [agreementId, state] of live.agreements) {
      if (state.phase === 'unknown' || state.draft.verifyCode !== code) continue;
      const written = writtenOf(state)?.document;
      const named = live.namedBytes.get(written?.sha256 ?? '');
      if (written === undefined || named === undefined) return null;
      return { live, named, document: agreementStream(agreementId), written };
    }
  }
  return null;
};

type Known = Exclude<AgreementState, { phase: 'unknown' }>;

export const agreementOf = ({ live, named }: Origin): Known | null => {
  if (named.agreementId === null) return null;
  const state = findAgreement(live, named.agreementId);
  return state.phase === 'unknown' ? null : state;
};

/** Name and version of the template by which an agreement was written. */
export const templateOf = (live: LiveCeremony, state: Known): string | null =>
  live.namedBytes.get(writtenOf(state)?.document.history[0] ?? '')?.template ?? null;

/** F23: null when these bytes are the latest. */
export const earlierState = (state: Known, sha256: string, publicUrl: string): EarlierState | null => {
  const written = writtenOf(state);
  const index = written?.document.history.indexOf(sha256) ?? -1;
  if (written === null || index < 0 || index === written.document.history.length - 1) return null;
  // The first is the certification, and each signature adds one.
  const signed = Math.min(index, written.signatures.length);
  return {
    before:
      index < written.signatures.length ? 'signature' : index === written.signatures.length ? 'seal' : 'timestamp',
    signed,
    of: written.signatories.length,
    latest: { sha256: written.document.sha256, bytes: written.document.bytes },
    verifyUrl: verifyAddress(publicUrl, state.draft.verifyCode),
  };
};

/** C231: the same of the minutes, which one signature seals and whose record says their latest hash. */
export const earlierMinutes = (origin: Origin | null, sha256: string, publicUrl: string): EarlierState | null => {
  const { minutes } = origin?.live.ceremony ?? { minutes: null };
  if (origin === null || minutes === null || origin.named.kind !== 'minutes' || sha256 === minutes.sha256) return null;
  return {
    before: 'timestamp',
    signed: 1,
    of: 1,
    latest: { sha256: minutes.sha256, bytes: minutes.bytes },
    verifyUrl: recordAddress(publicUrl, origin.live.ceremonyId),
  };
};
