import type { Role } from '#contract/constants';

const RUN_IT: ReadonlySet<Role> = new Set(['director', 'protocol', 'legal']);

/** Those who run the ceremony: who they are, and whether they stay, is the director's to say (C53). */
export const runsIt = (role: Role): boolean => RUN_IT.has(role);
