import { createHash, X509Certificate } from 'node:crypto';
import type { Problem } from '#contract/problems';
import type { VerificationView } from '#contract/views';
import type { Clock } from '#platform/clock';
import { agreementStream, type LiveCeremony } from '#projections/live-ceremony';
import type { Authority } from '#signing/authority';
import { verifyPdf } from '#signing/verify';
import type { Store } from '#store/port';
import type { Ceremonies } from './ceremonies.ts';

type House = {
  readonly ceremonies: Ceremonies;
  readonly store: Store;
  readonly authority: Authority;
  readonly clock: Clock;
};
type Answer =
  | { readonly ok: true; readonly view: VerificationView }
  | { readonly ok: false; readonly problem: Problem };

/** A file that anyone brings: its signatures, and whether its bytes are, or begin, what the ledger holds. */
export const createVerifyFile =
  (house: House) =>
  async (bytes: Uint8Array): Promise<Answer> => {
    const origin = findOrigin(await house.ceremonies.loadAll(), sha256(bytes));
    return view(house, bytes, origin, origin !== null);
  };

/** By the code in a QR: the ledger's own bytes are checked, and never handed out. */
export const createVerifyCode =
  (house: House) =>
  async (code: string): Promise<Answer> => {
    for (const live of await house.ceremonies.loadAll()) {
      for (const [agreementId, state] of live.agreements) {
        if (state.phase === 'unknown' || state.draft.verifyCode !== code) continue;
        const bytes = await house.store.readDocument(live.ceremonyId, agreementStream(agreementId));
        if (bytes === null) break;
        return view(house, bytes, { live, agreementId }, true);
      }
    }
    return no('unknown-document', 'No document of this Teken has this code.');
  };

type Origin = { readonly live: LiveCeremony; readonly agreementId: string };

/** The document whose bytes, now or at an earlier signature, have this hash. */
const findOrigin = (all: readonly LiveCeremony[], hash: string): Origin | null => {
  for (const live of all) {
    for (const [agreementId, state] of live.agreements) {
      if (state.phase === 'unknown' || state.phase === 'draft') continue;
      if (state.document.history.includes(hash)) return { live, agreementId };
    }
  }
  return null;
};

const view = async (house: House, bytes: Uint8Array, origin: Origin | null, issued: boolean): Promise<Answer> => {
  const report = await verifyPdf(bytes, { roots: [house.authority.root], now: house.clock.now() });
  if ('unreadable' in report) return no('unreadable', report.problem);
  const state = origin?.live.agreements.get(origin.agreementId);
  const known = state === undefined || state.phase === 'unknown' ? null : state;
  const position = origin?.live.documentPositions.get(origin.agreementId);
  return {
    ok: true,
    view: {
      // Ours by its certificates, and yet not in the ledger: intact it may be, a document of this Teken it is not.
      verdict: report.verdict === 'valid' && !issued ? 'indeterminate' : report.verdict,
      issued,
      modifiedAfterSigning: report.modifiedAfterSigning,
      signatures: report.signatures,
      problems:
        report.verdict === 'valid' && !issued
          ? [...report.problems, 'not-in-ledger: The ledger of this Teken does not hold this document.']
          : report.problems,
      document: {
        sha256: sha256(bytes),
        bytes: bytes.length,
        number: known?.draft.number ?? null,
        sample: origin?.live.ceremony.plan?.sample ?? false,
        ledger: origin === null || position === undefined ? null : { ceremonyId: origin.live.ceremonyId, position },
      },
    },
  };
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const no = (code: Problem['code'], detail: string): Answer => ({ ok: false, problem: { code, detail } });

export const pemOf = (der: Uint8Array): string => new X509Certificate(der).toString();
