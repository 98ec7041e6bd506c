import type { Act } from './act.ts';

/** An id for something that a wish brings into being; 64 bits, so that none is met twice in a ceremony. */
export const newId = (act: Pick<Act, 'tools'>): string => Buffer.from(act.tools.random(8)).toString('hex');
