import { decide } from '#agreement/decide';
import type { AgreementState } from '#agreement/state';
import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import { agreementStream, findAgreement, type LiveCeremony } from '#projections/live-ceremony';
import { agreementWrites, type Proposal, type SlowHandler } from './act.ts';
import { growArchive, isFull, NOTHING_OF_OURS, type ArchiveTools } from './grow-archive.ts';
import { renewed, TOO_OFTEN, type RenewalBy } from './renewal.ts';

type Sealed = Extract<AgreementState, { phase: 'sealed' }>;

/** A38, F31: what was pending, and a document timestamp over it. Null when nothing is; rejects while there is no token, or no list. */
export const archivePending = async (
  live: LiveCeremony,
  agreementId: string,
  tools: ArchiveTools,
  now: Date,
): Promise<Proposal | Refusal | null> => {
  const state = findAgreement(live, agreementId);
  if (state.phase !== 'sealed' || state.pending === null) return null;
  // F32: what waiting does not mend is not waited for.
  if (state.pending.reason === 'no-list') return null;
  const grown = await growArchive(relyingOf(live, state), tools, {
    ...place(state),
    // Where no external authority is named any more, the organiser's own is the one that is left.
    stamper: tools.timeStamps.external(live) ?? tools.timeStamps.own(live),
    own: NOTHING_OF_OURS,
  });
  if ('missing' in grown) throw new Error(grown.missing);
  const decision = decide({ name: 'archive', ...grown.told }, state, now.toISOString());
  return isRefusal(decision) ? decision : { writes: agreementWrites(agreementId, decision), segments: [grown.segment] };
};

/** A39: what proves the timestamp before, and one more over everything. */
export const renewAgreement = async (
  live: LiveCeremony,
  agreementId: string,
  tools: ArchiveTools,
  { officer, own, now }: RenewalBy,
): Promise<Proposal | Refusal> => {
  const state = findAgreement(live, agreementId);
  if (state.phase === 'unknown') return refuse('unknown-agreement', 'There is no such agreement.');
  if (state.phase !== 'sealed') return refuse('not-sealed', 'This agreement has not been sealed yet.');
  if (isFull(state.document.history.length, state.archive, now)) return TOO_OFTEN;
  return renewed(async () => {
    const external = own ? null : tools.timeStamps.external(live);
    const grown = await growArchive(relyingOf(live, state), tools, {
      ...place(state),
      stamper: external ?? tools.timeStamps.own(live),
      own: await tools.revocations.validationData(live, now),
    });
    if ('missing' in grown) return grown;
    const decision = decide({ name: 'renew-archive', officer, ...grown.told }, state, now.toISOString());
    return isRefusal(decision)
      ? decision
      : { writes: agreementWrites(agreementId, decision), segments: [grown.segment] };
  });
};

export const renewArchive: SlowHandler<'agreement:renew-archive'> = (act, { agreementId, own }) =>
  renewAgreement(act.live, agreementId, act.tools, { officer: act.person.personId, own, now: act.now });

const relyingOf = (live: LiveCeremony, { signatures }: Sealed) => ({
  live,
  isCertifiedByOthers: signatures.some(({ certifiedBy }) => certifiedBy !== null),
});

const place = ({ draft, document }: Sealed) => ({
  document: agreementStream(draft.agreementId),
  stream: agreementStream(draft.agreementId),
  segments: document.history.length,
  bytes: document.bytes,
  sha256: document.sha256,
});
