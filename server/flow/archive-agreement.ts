import type { AgreementCommand } from '#agreement/commands';
import { decide } from '#agreement/decide';
import type { AgreementState } from '#agreement/state';
import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import { agreementStream, findAgreement, type LiveCeremony } from '#projections/live-ceremony';
import type { ValidationData } from '#signing/long-term';
import { sha256Hex } from '#signing/revision-writer';
import { TimeStampFault, type TimeStamper } from '#signing/time-stamp';
import { agreementWrites, type Proposal, type SlowHandler, type Tools } from './act.ts';
import { appendStamp } from './stamp-document.ts';

type Parts = Pick<Tools, 'store' | 'turn' | 'timeStamps' | 'revocations'>;
type Sealed = Extract<AgreementState, { phase: 'sealed' }>;
type Told = Extract<AgreementCommand, { name: 'archive' | 'renew-archive' }>;

/** A38: the document timestamp that was pending. Null when nothing is; rejects with TimeStampFault while there is no token. */
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
  const data = { certificates: [], crls: [] };
  return grow(live, state, tools, { stamper, data, now, command: (grown) => ({ name: 'archive', ...grown }) });
};

/** A39: what proves the timestamp before, and one more over everything. */
export const renewArchive: SlowHandler<'agreement:renew-archive'> = async (act, { agreementId, own }) => {
  const { live, tools, now, person } = act;
  const state = findAgreement(live, agreementId);
  if (state.phase === 'unknown') return refuse('unknown-agreement', 'There is no such agreement.');
  if (state.phase !== 'sealed') return refuse('not-sealed', 'This agreement has not been sealed yet.');
  const external = own ? null : tools.timeStamps.external(live);
  const { personId: officer } = person;
  try {
    return await grow(live, state, tools, {
      stamper: external ?? tools.timeStamps.own(live),
      data: await tools.revocations.validationData(live, now),
      now,
      command: (grown) => ({ name: 'renew-archive', officer, ...grown }),
    });
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
    readonly data: ValidationData;
    readonly now: Date;
    readonly command: (grown: Omit<Extract<Told, { name: 'archive' }>, 'name'>) => Told;
  },
): Promise<Proposal | Refusal> => {
  const { agreementId } = state.draft;
  const stream = agreementStream(agreementId);
  const document = await tools.store.readDocument(live.ceremonyId, stream);
  if (document === null) throw new Error(`The document of ${agreementId} is missing from the store.`);
  const { segment, timestamp } = await appendStamp(document, tools, by.stamper, by.data);
  const command = by.command({
    baseSha256: state.document.sha256,
    sha256: sha256Hex(document, segment),
    bytes: document.length + segment.length,
    timestamp,
  });
  const decision = decide(command, state, by.now.toISOString());
  if (isRefusal(decision)) return decision;
  return {
    writes: agreementWrites(agreementId, decision),
    segments: [{ document: stream, index: state.document.history.length, bytes: segment }],
  };
};
