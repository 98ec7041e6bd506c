import type { Tools } from './act.ts';
import type { Reaction } from './reactions.ts';
import { recordReactions } from './record-reactions.ts';
import { archiveReaction, sealReaction } from './seal-reaction.ts';

/** What the house does by itself after an event. */
export const reactionTable: readonly Reaction<Tools>[] = [sealReaction, archiveReaction, ...recordReactions];
