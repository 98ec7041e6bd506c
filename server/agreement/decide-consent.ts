import { isRefusal, refuse } from '#contract/refusal';
import type { AgreementCommand } from './commands.ts';
import { findSignatory } from './find-signatory.ts';
import { openForSigning, type AgreementDecision, type Known } from './open-for-signing.ts';

/** Consent names the bytes that were shown (A5) and comes after every page was seen (A6), or a witness's list (A32). */
export const consent = (command: Extract<AgreementCommand, { name: 'consent' }>, state: Known): AgreementDecision => {
  const open = openForSigning(state);
  if (isRefusal(open)) return open;
  const { personId, device, sha256, pagesSeen, shown } = command;
  const signatory = findSignatory(open, command);
  if (signatory === undefined) return refuse('not-a-signatory', 'You are not a signatory of this agreement.');
  if (!open.document.history.includes(sha256)) {
    return refuse('consent-other-bytes', 'What was shown is not this document. Open it again.');
  }
  const { pages } = open.document;
  const seen = new Set(pagesSeen.filter((page) => page <= pages));
  if (shown === 'document') {
    for (let page = 1; page <= pages; page += 1) {
      if (!seen.has(page)) return refuse('pages-not-seen', `Page ${page} has not been opened.`);
    }
  } else if (signatory.capacity !== 'witness') {
    return refuse('pages-not-seen', 'Only a witness consents to a list. Open every page.');
  }
  const known = open.consents.get(personId);
  if (known?.sha256 === sha256 && known.device === device && (known.shown === 'document' || shown === 'list')) {
    return [];
  }
  const pagesInOrder = [...seen].sort((a, b) => a - b);
  return [{ type: 'consent-given', data: { personId, device, sha256, pagesSeen: pagesInOrder, shown } }];
};
