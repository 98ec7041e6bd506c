import type { CeremonyPlan } from '#contract/ceremony-plan';
import { createTurns } from '#platform/turns';
import { openBenchHouse, type BenchHouse, type BenchPerson } from './bench-house.ts';
import { comeToSign, type SigningPerson } from './signing-person.ts';

const WAVE = 1;

/** One wave for all, so that any number of agreements is signed at once. */
const inOneWave = (plan: CeremonyPlan): CeremonyPlan => ({
  ...plan,
  agreements: plan.agreements.map((agreement) => ({ ...agreement, wave: WAVE })),
});

export type Signing = {
  readonly house: BenchHouse;
  readonly director: BenchPerson;
  /** Each made ready and consented to; the signers in the order in which they sign. */
  readonly agreements: readonly { readonly agreementId: string; readonly signers: readonly SigningPerson[] }[];
};

/** A ceremony that is live, its session open, its signatories identified: all that is left is the gesture. */
export const openSigning = async (
  count: number,
  options: { readonly flushDelayMs?: number } = {},
): Promise<Signing & AsyncDisposable> => {
  await using opening = new AsyncDisposableStack();
  const house = opening.use(await openBenchHouse({ ...options, change: inOneWave }));
  const { live } = house;
  const director = await house.comeAs('director');
  const officer = await house.comeAs('protocol');
  const legal = await house.comeAs('legal');
  await director.must('ceremony:open', {});
  const chosen = [...live.agreements.keys()].slice(0, count);
  await Promise.all(chosen.map((agreementId) => legal.must('agreement:make-ready', { agreementId })));
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: WAVE });

  const turn = createTurns();
  const people = new Map<string, Promise<SigningPerson>>();
  const comeOnce = (personId: string): Promise<SigningPerson> => {
    const coming = people.get(personId) ?? comeToSign(house, officer, personId, turn);
    people.set(personId, coming);
    return coming;
  };
  const partiesOf = (agreementId: string): readonly string[] => {
    const state = live.agreements.get(agreementId);
    const signatories = state !== undefined && 'signatories' in state ? state.signatories : [];
    return signatories.filter(({ capacity }) => capacity === 'party').map(({ personId }) => personId);
  };
  const agreements = await Promise.all(
    chosen.map(async (agreementId) => {
      const signers = await Promise.all(partiesOf(agreementId).map(comeOnce));
      for (const signer of signers) await signer.consent(agreementId);
      return { agreementId, signers };
    }),
  );
  const resources = opening.move();
  return { house, director, agreements, [Symbol.asyncDispose]: () => resources.disposeAsync() };
};
