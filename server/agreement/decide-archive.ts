import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import type { AgreementCommand, Reached } from './commands.ts';
import { hasEnded, type AgreementDecision, type Known } from './open-for-signing.ts';

type Of<Name extends AgreementCommand['name']> = Extract<AgreementCommand, { name: Name }>;
type Sealed = Extract<Known, { phase: 'sealed' }>;

/** A19, A37: after the last signatory, once, and over the document as it stands; it says how far its evidence reaches. */
export const seal = (command: Of<'seal'>, state: Known, now: string): AgreementDecision => {
  if (state.phase === 'voided' || state.phase === 'replaced') return hasEnded(state);
  if (state.phase === 'sealed') return [];
  if (state.phase !== 'complete') return refuse('not-complete', 'Not everyone has signed this agreement.');
  if (state.document.sha256 !== command.baseSha256) return refuse('base-moved', 'The document has moved on.');
  const { sha256, bytes, timestamp, archive: archived, reached } = command;
  return [
    {
      type: 'agreement-sealed',
      data: {
        sha256,
        bytes,
        sealedAt: now,
        timestamp,
        archive: archived,
        ...evidenceOf(reached),
      },
    },
  ];
};

/** A40 */
const evidenceOf = ({ level, problem }: Reached) => ({ level, archiveProblem: problem });

/** A38: what was pending at the seal, once. */
export const archive = (command: Of<'archive'>, state: Known): AgreementDecision => {
  const sealed = sealedUpon(state, command.baseSha256);
  if (isRefusal(sealed)) return sealed;
  if (sealed.pending === null) return [];
  const { sha256, bytes, timestamp, reached } = command;
  return [{ type: 'agreement-archived', data: { sha256, bytes, timestamp, ...evidenceOf(reached) } }];
};

/** A39: any number of times; what was pending is pending no longer. */
export const renewArchive = (command: Of<'renew-archive'>, state: Known): AgreementDecision => {
  const sealed = sealedUpon(state, command.baseSha256);
  if (isRefusal(sealed)) return sealed;
  const { officer: by, sha256, bytes, timestamp, reached } = command;
  return [{ type: 'agreement-archive-renewed', data: { by, sha256, bytes, timestamp, ...evidenceOf(reached) } }];
};

const sealedUpon = (state: Known, baseSha256: string): Sealed | Refusal => {
  if (state.phase === 'voided' || state.phase === 'replaced') return hasEnded(state);
  if (state.phase !== 'sealed') return refuse('not-sealed', 'This agreement has not been sealed yet.');
  return state.document.sha256 === baseSha256 ? state : refuse('base-moved', 'The document has moved on.');
};
