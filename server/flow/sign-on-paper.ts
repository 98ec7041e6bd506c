import { createHash } from 'node:crypto';
import { isRefusal, refuse } from '#contract/refusal';
import { dayIn } from '#projections/agreement-standing';
import type { SlowHandler } from './act.ts';
import { askAgreement } from './ask-agreement.ts';
import { paperDocument } from './proof-place.ts';
import { scanType } from './scan-type.ts';

/** A23: the scan that this officer brought becomes the agreement's; its bytes are written with the event. */
export const signOnPaper: SlowHandler<'agreement:sign-on-paper'> = async (act, { agreementId, sha256, signedOn }) => {
  const { live, person, now, tools } = act;
  if (signedOn > dayIn(live, now)) return refuse('bad-command', 'The day on which it was signed has not come yet.');
  const document = paperDocument(agreementId);
  const bytes = await tools.store.readPrepared(live.ceremonyId, document, person.personId);
  const isSame = bytes !== null && createHash('sha256').update(bytes).digest('hex') === sha256;
  if (!isSame) return refuse('nothing-prepared', 'This scan has not arrived here. Bring it again.');
  const mediaType = scanType(bytes);
  if (mediaType === null) return refuse('not-a-scan', 'The scan is neither a PDF nor a JPEG.');
  const { personId: officer } = person;
  const scanned = { name: 'sign-on-paper', officer, sha256, bytes: bytes.length, mediaType, signedOn } as const;
  const proposal = askAgreement(act, agreementId, scanned);
  if (isRefusal(proposal)) return proposal;
  return { ...proposal, segments: [{ document, index: 0, bytes }] };
};
