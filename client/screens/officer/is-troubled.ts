import type { BoardRow } from '#contract/views/agreements';

/** What is being done this very second is no trouble, and what nobody will do is none any more. */
export const isTroubled = ({ pending }: BoardRow): boolean =>
  pending !== null && pending.reason !== 'under-way' && pending.reason !== 'no-place' && pending.reason !== 'no-list';
