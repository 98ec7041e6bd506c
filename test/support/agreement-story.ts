import { decide } from '#agreement/decide';
import type { AgreementCommand, SessionState, Signer, Stamped } from '#agreement/commands';
import type { AgreementEvent, Stamp } from '#agreement/events';
import { evolve } from '#agreement/evolve';
import type { AgreementState } from '#agreement/state';
import type { SigningOrder } from '#contract/constants';
import type { ProblemCode } from '#contract/problems';
import { hashOf, MORNING } from './ceremony-story.ts';

const bilingual = { id: 'Teks', en: 'Text' };

export const agreementDrafted: AgreementEvent = {
  type: 'agreement-drafted',
  data: {
    agreementId: 'a1',
    number: '001',
    version: 1,
    replaces: null,
    kind: 'contract',
    language: 'id',
    title: bilingual,
    activity: bilingual,
    sector: 'food',
    pattern: 'supply-chain',
    value: 100,
    signedOn: '2021-01-18',
    termYears: 1,
    endsOn: '2022-01-17',
    targets: [{ year: 2021, value: 100 }],
    annex: [],
    wave: 1,
    parties: [
      { partyId: 'c1', personId: 'company', number: '1', basis: bilingual },
      { partyId: 'u1', personId: 'umkm', number: '2', basis: bilingual },
    ],
    witnessId: 'minister',
    template: 'partnership-agreement',
    verifyCode: 'AAAAAAAAAAAAAAAAAAAAAA',
  },
};

export const signer = (personId: string): Signer => ({
  personId,
  actingFor: null,
  entitlement: 'entitled',
  identity: { method: 'video', officer: 'officer', at: MORNING },
  certificateSha256: hashOf(`certificate of ${personId}`),
  certifiedBy: null,
  device: hashOf(`device of ${personId}`),
  table: null,
  assistedBy: null,
});

/** Who attests times in these stories. */
export const ownStamp: Stamp = { by: 'organiser', authority: 'Lembaga Contoh' };
export const otherStamp: Stamp = { by: 'external', authority: 'Otoritas Contoh' };
export const ownTime: Stamped = { timestamp: ownStamp, problem: null };

export type AgreementStory = {
  now(): AgreementState;
  tell(command: AgreementCommand, at?: string): ProblemCode | readonly AgreementEvent[];
  /** Hash of the document as it stands. */
  head(): string;
  consents(personId: string): ProblemCode | readonly AgreementEvent[];
  prepares(personId: string, session?: SessionState): ProblemCode | readonly AgreementEvent[];
  completes(personId: string, session?: SessionState, at?: string): ProblemCode | readonly AgreementEvent[];
};

/** An agreement told command by command; `ready` makes its document of two pages first. */
export const agreementStory = (ready = true, order: SigningOrder = 'sequential'): AgreementStory => {
  let state: AgreementState = evolve({ phase: 'unknown' }, agreementDrafted, MORNING);
  const head = (): string => ('document' in state ? state.document.sha256 : '');
  const preparedOf = (personId: string): string => hashOf(`prepared by ${personId} on ${head()}`);
  const story: AgreementStory = {
    now: () => state,
    head,
    tell: (command, at = MORNING) => {
      const decision = decide(command, state, at);
      if ('refused' in decision) return decision.refused.code;
      for (const event of decision) state = evolve(state, event, at);
      return decision;
    },
    consents: (personId) =>
      story.tell({
        name: 'consent',
        personId,
        actingFor: null,
        shown: 'document',
        device: hashOf(`device of ${personId}`),
        sha256: head(),
        pagesSeen: [1, 2],
      }),
    prepares: (personId, session = 'open') =>
      story.tell({
        name: 'prepare',
        signer: signer(personId),
        session,
        baseSha256: head(),
        preparedSha256: preparedOf(personId),
      }),
    completes: (personId, session = 'open', at = MORNING) =>
      story.tell(
        {
          name: 'complete',
          signer: signer(personId),
          session,
          preparedSha256: preparedOf(personId),
          sha256: hashOf(`signed by ${personId} on ${head()}`),
          bytes: 100,
          signedAt: MORNING,
          stamped: ownTime,
        },
        at,
      ),
  };
  if (ready)
    story.tell({ name: 'make-ready', sha256: hashOf('document'), bytes: 10, pages: 2, template: 't@1', order });
  return story;
};
