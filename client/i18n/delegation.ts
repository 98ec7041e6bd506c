import { delegationEn } from './en/delegation.ts';
import { delegationId } from './id/delegation.ts';
import { words } from './words.ts';

export const delegation = words(delegationId, delegationEn);
