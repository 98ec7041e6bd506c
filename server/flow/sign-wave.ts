import { findSignatory } from '#agreement/find-signatory';
import { turnsOf } from '#agreement/state';
import { actingFor } from '#ceremony/drill/state';
import { MOST_AT_ONCE } from '#contract/constants';
import type { OneOutcome } from '#contract/problems';
import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import { findAgreement } from '#projections/live-ceremony';
import { isNotAsWritten } from '#projections/not-as-written';
import { agreementsInOrder } from '#projections/wave-order';
import type { Act, Proposal, SlowHandler } from './act.ts';
import { completeOne } from './complete-signing.ts';
import { prepareOne } from './prepare-signing.ts';
import { bundle, unbundle, type Revision } from './segment-bundle.ts';

/** Where a witness's prepared revisions of a wave are kept until they are signed. */
export const waveDocument = (wave: number): string => `wave/${wave}`;

/** A34: what waits for this witness alone, in the order of the wave, as much as one command may hold. */
export const prepareWave: SlowHandler<'signing:prepare-wave'> = async (act, { wave }) => {
  const waiting = awaitingWitness(act, wave).slice(0, MOST_AT_ONCE);
  if (waiting.length === 0) return refuse('nothing-to-sign', 'No agreement of this wave waits for you.');
  const revisions: Revision[] = [];
  const outcome = await eachOf(waiting, async (agreementId) => {
    const made = await prepareOne(act, agreementId);
    if (isRefusal(made)) return made;
    revisions.push({ agreementId, segment: made.segment });
    return made.proposal;
  });
  if (isRefusal(outcome)) return outcome;
  return {
    ...outcome,
    prepared: { document: waveDocument(wave), person: act.person.personId, bytes: bundle(revisions) },
  };
};

/** A34: each signature stands for itself: what cannot be completed is told, and hinders no other. */
export const completeWave: SlowHandler<'signing:complete-wave'> = async (act, { wave, signatures }) => {
  const { live, person, tools } = act;
  const bytes = await tools.store.readPrepared(live.ceremonyId, waveDocument(wave), person.personId);
  if (bytes === null) return refuse('nothing-prepared', 'Nothing is prepared for you. Prepare again.');
  const segments = new Map(unbundle(bytes).map(({ agreementId, segment }) => [agreementId, segment]));
  const given = new Map(signatures.map((one) => [one.agreementId, one]));
  // At once, so that they wait for their timestamps together; what keeps the loop busy takes turns all the same.
  const completed = new Map(
    [...given].map(([agreementId, one]) => [
      agreementId,
      completeOne(act, one, async () => segments.get(agreementId) ?? null, true),
    ]),
  );
  await Promise.allSettled(completed.values());
  return eachOf([...given.keys()], (agreementId) => {
    const one = completed.get(agreementId);
    if (one === undefined) throw new Error(`${agreementId} is not in its own list.`);
    return one;
  });
};

const awaitingWitness = ({ live, person }: Act, wave: number): readonly string[] => {
  const who = { personId: person.personId, actingFor: actingFor(live.ceremony, person.personId) };
  return agreementsInOrder(live, wave).filter((agreementId) => {
    const state = findAgreement(live, agreementId);
    if (state.phase !== 'ready') return false;
    const own = findSignatory(state, who);
    return own?.capacity === 'witness' && turnsOf(state).some(({ field }) => field === own.field);
  });
};

/** F54: one document that was changed in the store hinders no other. */
const notAsWrittenIn = (error: unknown): Refusal => {
  if (isNotAsWritten(error)) return refuse('not-as-written', error.message);
  throw error;
};

/** All that were accepted as one proposal, with how each fared; when none was, the first one's refusal. */
const eachOf = async (
  agreementIds: readonly string[],
  act: (agreementId: string) => Promise<Proposal | Refusal>,
): Promise<Proposal | Refusal> => {
  const accepted: Proposal[] = [];
  const outcomes: OneOutcome[] = [];
  let first: Refusal | null = null;
  for (const agreementId of agreementIds) {
    const outcome = await act(agreementId).catch(notAsWrittenIn);
    if (isRefusal(outcome)) {
      first ??= outcome;
      outcomes.push({ agreementId, problem: outcome.refused });
    } else {
      accepted.push(outcome);
      outcomes.push({ agreementId, problem: null });
    }
  }
  if (accepted.length === 0 && first !== null) return first;
  return {
    writes: accepted.flatMap(({ writes }) => writes),
    asserts: [...new Set(accepted.flatMap(({ asserts }) => asserts ?? []))],
    segments: accepted.flatMap(({ segments }) => segments ?? []),
    reply: { outcomes },
  };
};
