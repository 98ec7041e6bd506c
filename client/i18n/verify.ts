import { verifyEn } from './en/verify.ts';
import { verifyId } from './id/verify.ts';
import { words } from './words.ts';

export const verify = words(verifyId, verifyEn);
