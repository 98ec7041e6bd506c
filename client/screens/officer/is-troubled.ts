import type { AgreementStateName } from '#contract/constants';
import type { BoardRow } from '#contract/views/agreements';

/** What is being done this very second is no trouble, and what nobody will do is none any more. */
export const isTroubled = ({ pending }: Pick<BoardRow, 'pending'>): boolean =>
  pending !== null && pending.reason !== 'under-way' && pending.reason !== 'no-place' && pending.reason !== 'no-list';

export type BoardFilter = 'all' | 'troubled' | AgreementStateName;

/** W68: what is troubled is found at once, wherever it stands among two hundred. */
export const passes = (row: BoardRow, filter: BoardFilter): boolean =>
  filter === 'all' || (filter === 'troubled' ? isTroubled(row) : row.state === filter);
