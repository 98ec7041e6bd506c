import { createHash, X509Certificate } from 'node:crypto';
import { writtenOf } from '#agreement/state';
import { answerOf, refuse, type Refused } from '#contract/refusal';
import type { VerificationView } from '#contract/views';
import type { Clock } from '#platform/clock';
import { documentStanding } from '#projections/document-standing';
import { agreementStream, type LiveCeremony } from '#projections/live-ceremony';
import type { Authority, OneAuthority } from '#signing/authority';
import { verifyPdf, type Unreadable, type VerifyReport } from '#signing/verify';
import type { Store } from '#store/port';
import type { Ceremonies } from './ceremonies.ts';
import type { Revocations } from './revocations.ts';
import { SEAL_FIELD } from './seal-agreement.ts';
import { authorityOf } from './tools-of.ts';

type House = {
  readonly ceremonies: Ceremonies;
  readonly store: Store;
  readonly authority: Authority;
  readonly revocations: Revocations;
  readonly clock: Clock;
  readonly publicUrl: string;
  /** PEM: of the recognised issuers whose certificates people may sign with. */
  readonly otherRoots?: readonly string[];
};
type Answer = { readonly ok: true; readonly view: VerificationView } | Refused;

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
    return answerOf(refuse('unknown-document', 'No document of this Teken has this code.'));
  };

/** `agreementId`: null for the minutes of the ceremony. */
type Origin = { readonly live: LiveCeremony; readonly agreementId: string | null };

/** The document whose bytes, now or at an earlier signature, have this hash. */
const findOrigin = (all: readonly LiveCeremony[], hash: string): Origin | null => {
  for (const live of all) {
    if (live.ceremony.minutes?.sha256 === hash) return { live, agreementId: null };
    for (const [agreementId, state] of live.agreements) {
      if (writtenOf(state)?.document.history.includes(hash) === true) return { live, agreementId };
    }
  }
  return null;
};

type Judged = { readonly report: VerifyReport; readonly authority: OneAuthority; readonly rehearsal: boolean };

/** C39: each document is judged under the authority of its ceremony; one of unknown origin under the real one first. */
const judge = async (house: House, bytes: Uint8Array, origin: Origin | null): Promise<Judged | Unreadable> => {
  const under = async (authority: OneAuthority): Promise<Judged | Unreadable> => {
    const rehearsal = authority === house.authority.rehearsal;
    const crls = [await house.revocations.list(rehearsal ? 'rehearsal' : 'real')];
    const report = await verifyPdf(bytes, {
      roots: rehearsal ? authority.roots : [...authority.roots, ...(house.otherRoots ?? [])],
      crls,
      now: house.clock.now(),
    });
    return 'unreadable' in report ? report : { report, authority, rehearsal };
  };
  if (origin !== null) return under(authorityOf(house.authority, origin.live));
  const real = await under(house.authority);
  if ('unreadable' in real || !isForeign(real.report)) return real;
  const rehearsed = await under(house.authority.rehearsal);
  return 'unreadable' in rehearsed || isForeign(rehearsed.report) ? real : rehearsed;
};

const isForeign = ({ signatures }: VerifyReport): boolean =>
  signatures.length > 0 &&
  signatures.every(({ problems }) => problems.some((problem) => problem.startsWith('unknown-root: ')));

const view = async (house: House, bytes: Uint8Array, origin: Origin | null, issued: boolean): Promise<Answer> => {
  const judged = await judge(house, bytes, origin);
  if ('unreadable' in judged) return answerOf(refuse('unreadable', judged.problem));
  const { report, authority, rehearsal } = judged;
  const agreementId = origin?.agreementId ?? null;
  const state = agreementId === null ? undefined : origin?.live.agreements.get(agreementId);
  const known = state === undefined || state.phase === 'unknown' ? null : state;
  const position = agreementId === null ? undefined : origin?.live.documentPositions.get(agreementId);
  // Ours by its certificates, and yet not in the ledger, or made to practise: intact it may be, more it is not.
  const reservations = [
    ...(issued ? [] : ['not-in-ledger: The ledger of this Teken does not hold this document.']),
    ...(rehearsal ? ['rehearsal: This document was made in a rehearsal. It binds nobody.'] : []),
  ];
  const isOpen = report.verdict === 'valid' && reservations.length > 0;
  return {
    ok: true,
    view: {
      ...report,
      verdict: isOpen ? 'indeterminate' : report.verdict,
      issued,
      signatures: report.signatures.map((one) => ({ ...one, seals: one.field === SEAL_FIELD && !one.certifies })),
      problems: isOpen ? [...report.problems, ...reservations] : report.problems,
      document: {
        sha256: sha256(bytes),
        bytes: bytes.length,
        number: known?.draft.number ?? null,
        sample: origin?.live.ceremony.plan?.sample ?? false,
        rehearsal,
        authority: authority.name,
        ledger: origin === null || position === undefined ? null : { ceremonyId: origin.live.ceremonyId, position },
        standing: origin === null || known === null ? null : documentStanding(origin.live, known, house.publicUrl),
      },
    },
  };
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const pemOf = (der: Uint8Array): string => new X509Certificate(der).toString();
