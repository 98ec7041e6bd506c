import { isRefusal, refuse } from '#contract/refusal';
import type { AgreementCommand } from './commands.ts';
import type { AgreementDecision, Known } from './open-for-signing.ts';
import { mayPrepare } from './decide-prepare.ts';

/** A10: a prepared revision is good for this long, in milliseconds; its time stands in the signature. */
const PREPARED_FOR = 5 * 60_000;

/** Everything that was asked at `prepare` is asked again: minutes may lie between (A7, A8, A9, A10). */
export const complete = (
  command: Extract<AgreementCommand, { name: 'complete' }>,
  state: Known,
  now: string,
): AgreementDecision => {
  const entitled = mayPrepare(state, command.signer, command.session);
  if (isRefusal(entitled)) return entitled;
  const { open, signatory, certificateSha256, evidence } = entitled;
  const prepared = open.prepared.get(command.signer.personId);
  if (prepared === undefined) {
    return refuse('nothing-prepared', 'Nothing is prepared for you. Prepare again.');
  }
  if (Date.parse(now) - Date.parse(prepared.at) > PREPARED_FOR) {
    return refuse('nothing-prepared', 'What was prepared has grown too old. Prepare again.');
  }
  if (prepared.baseSha256 !== open.document.sha256 || prepared.preparedSha256 !== command.preparedSha256) {
    return refuse('base-moved', 'The document has moved on since it was prepared. Prepare again.');
  }
  if (prepared.certificateSha256 !== certificateSha256) {
    return refuse('base-moved', 'Your certificate has changed since it was prepared. Prepare again.');
  }
  return [
    {
      type: 'signature-completed',
      data: {
        personId: command.signer.personId,
        field: signatory.field,
        baseSha256: prepared.baseSha256,
        sha256: command.sha256,
        bytes: command.bytes,
        certificateSha256,
        signedAt: command.signedAt,
        evidence,
        timestamp: command.stamped.timestamp,
        timestampProblem: command.stamped.problem,
      },
    },
  ];
};
