import type { AgreementCommand } from '#agreement/commands';
import { decide } from '#agreement/decide';
import type { AgreementState } from '#agreement/state';
import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import { agreementStream, findAgreement, type LiveCeremony } from '#projections/live-ceremony';
import type { ValidationData } from '#signing/long-term';
import { sha256Hex } from '#signing/revision-writer';
import { TimeStampFault, type TimeStamper } from '#signing/time-stamp';
import { agreementWrites, type Proposal, type SlowHandler, type Tools } from './act.ts';
import { gatherForeign, joined, reach } from './append-evidence.ts';
import { appendStamp } from './stamp-document.ts';

type Parts = Pick<Tools, 'store' | 'turn' | 'timeStamps' | 'revocations' | 'foreign'>;
/** What of others cannot be had now, as a sentence. */
type Missing = { readonly missing: string };
type Sealed = Extract<AgreementState, { phase: 'sealed' }>;
type Told = Extract<AgreementCommand, { name: 'archive' | 'renew-archive' }>;

/** A38, F31: what was pending, and a document timestamp over it. Null when nothing is; rejects while there is no token, or no list. */
export const archivePending = async (
  live: LiveCeremony,
  agreementId: string,
  tools: Parts,
  now: Date,
): Promise<Proposal | Refusal | null> => {
  const state = findAgreement(live, agreementId);
  if (state.phase !== 'sealed' || state.pending === null) return null;
  // Where no external authority is named any more, the organiser's own is the one that is left.
  const stamper = tools.timeStamps.external(live) ?? tools.timeStamps.own(live);
  // F32: what waiting does not mend is not waited for.
  if (state.pending.reason === 'no-list') return null;
  const grown = await grow(live, state, tools, {
    stamper,
    own: { certificates: [], crls: [] },
    now,
    command: (parts) => ({ name: 'archive', ...parts }),
  });
  if ('missing' in grown) throw new Error(grown.missing);
  return grown;
};

/** As many as may follow one another at once; in a year no timestamp loses its worth. */
const FREE_SEGMENTS = 12;
const A_YEAR = 365 * 86_400_000;

/** F35: no reader follows a document without end, and one that has too many revisions is judged as damaged. */
const isFull = ({ document, archive }: Sealed, now: Date): boolean =>
  document.history.length >= FREE_SEGMENTS && archive !== null && now.getTime() - Date.parse(archive.at) < A_YEAR;

/** A39: what proves the timestamp before, and one more over everything. */
export const renewArchive: SlowHandler<'agreement:renew-archive'> = async (act, { agreementId, own }) => {
  const { live, tools, now, person } = act;
  const state = findAgreement(live, agreementId);
  if (state.phase === 'unknown') return refuse('unknown-agreement', 'There is no such agreement.');
  if (state.phase !== 'sealed') return refuse('not-sealed', 'This agreement has not been sealed yet.');
  if (isFull(state, now)) {
    return refuse(
      'too-fast',
      'This document was renewed often. The next renewal can be made a year after the last one.',
    );
  }
  const external = own ? null : tools.timeStamps.external(live);
  const { personId: officer } = person;
  try {
    const renewed = await grow(live, state, tools, {
      stamper: external ?? tools.timeStamps.own(live),
      own: await tools.revocations.validationData(live, now),
      now,
      command: (parts) => ({ name: 'renew-archive', officer, ...parts }),
    });
    return 'missing' in renewed ? refuse('no-timestamp', `${renewed.missing} Nothing was added.`) : renewed;
  } catch (error) {
    if (!(error instanceof TimeStampFault)) throw error;
    return refuse('no-timestamp', `${error.message}. Nothing was added.`);
  }
};

const grow = async (
  live: LiveCeremony,
  state: Sealed,
  tools: Parts,
  by: {
    readonly stamper: TimeStamper;
    /** Of the house, made now. */
    readonly own: ValidationData;
    readonly now: Date;
    readonly command: (parts: Omit<Extract<Told, { name: 'archive' }>, 'name'>) => Told;
  },
): Promise<Proposal | Refusal | Missing> => {
  const { agreementId } = state.draft;
  const stream = agreementStream(agreementId);
  const document = await tools.store.readDocument(live.ceremonyId, stream);
  if (document === null) throw new Error(`The document of ${agreementId} is missing from the store.`);
  const { own, now } = by;
  const isCertifiedByOthers = state.signatures.some(({ certifiedBy }) => certifiedBy !== null);
  const relying = { live, isCertifiedByOthers };
  const others = await gatherForeign(relying, document, tools);
  const { lacking } = others;
  // F32: better nothing now than a timestamp over half of it, unless there will never be more.
  if (lacking !== null && lacking.problem !== 'no-list') return { missing: lacking.detail };
  const { segment, timestamp } = await appendStamp(document, tools, by.stamper, joined(own, others.data));
  const bytes = Buffer.concat([document, segment]);
  const command = by.command({
    baseSha256: state.document.sha256,
    sha256: sha256Hex(bytes),
    bytes: bytes.length,
    timestamp,
    reached: await reach(relying, bytes, tools, { own, others, known: 'B-LTA', problem: null }),
  });
  const decision = decide(command, state, now.toISOString());
  if (isRefusal(decision)) return decision;
  return {
    writes: agreementWrites(agreementId, decision),
    segments: [{ document: stream, index: state.document.history.length, bytes: segment }],
  };
};
