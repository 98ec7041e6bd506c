import { isRefusal } from '#contract/refusal';
import { agreementStream, findAgreement } from '#projections/live-ceremony';
import type { Tools } from './act.ts';
import { archivePending } from './archive-agreement.ts';
import type { Reaction } from './reactions.ts';
import { sealAgreement } from './seal-agreement.ts';

/** A19: once everyone has signed, the organiser closes the document. */
export const sealReaction: Reaction<Tools> = {
  name: 'seal',
  on: ['signature-completed'],
  lane: ({ stream }) => stream,
  react: async ({ live, event, now, tools }) => {
    const agreementId = event.stream.slice(agreementStream('').length);
    if (findAgreement(live, agreementId).phase !== 'complete') return null;
    const outcome = await sealAgreement(live, agreementId, tools, now);
    // It was voided or replaced meanwhile, or an older Teken left no place for a seal: it stays as it is.
    return isRefusal(outcome) || outcome.writes.length === 0 ? null : outcome;
  },
};

/** A38, F9: what did not come at the seal is asked for again, with growing pauses, until it comes. */
export const archiveReaction: Reaction<Tools> = {
  name: 'archive',
  on: ['agreement-sealed'],
  lane: ({ stream }) => stream,
  react: ({ live, event, now, tools }) =>
    archivePending(live, event.stream.slice(agreementStream('').length), tools, now),
};
