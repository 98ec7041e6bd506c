import { refuse } from '#contract/refusal';
import type { AgreementCommand } from './commands.ts';
import { openForSigning, type AgreementDecision, type Known } from './open-for-signing.ts';

/** Consent names the bytes that were shown (A5) and comes after every page was seen (A6). */
export const consent = (command: Extract<AgreementCommand, { name: 'consent' }>, state: Known): AgreementDecision => {
  const open = openForSigning(state);
  if ('refused' in open) return open;
  const { personId, sha256, pagesSeen } = command;
  if (!open.signatories.some((one) => one.personId === personId)) {
    return refuse('not-a-signatory', 'You are not a signatory of this agreement.');
  }
  if (!open.document.history.includes(sha256)) {
    return refuse('consent-other-bytes', 'What was shown is not this document. Open it again.');
  }
  const seen = new Set(pagesSeen);
  for (let page = 1; page <= open.document.pages; page += 1) {
    if (!seen.has(page)) return refuse('pages-not-seen', `Page ${page} has not been opened.`);
  }
  if (open.consents.get(personId)?.sha256 === sha256) return [];
  return [{ type: 'consent-given', data: { personId, sha256, pagesSeen: [...seen].sort((a, b) => a - b) } }];
};
