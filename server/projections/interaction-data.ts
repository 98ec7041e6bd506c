import { z } from 'zod';
import type { Bilingual } from '#contract/agreement-facts';
import { bilingual } from '#contract/fields';
import { besideTheChain, ERASED } from './beside-the-chain.ts';
import type { LiveCeremony } from './live-ceremony.ts';

// Words of questions, messages, announcements and free captions, beside the chain (C2).

const plain = z.object({ text: z.string() });

/** Under the asker, so that whoever erases a person's own words finds them. */
export const questionSubject = (personId: string, questionId: string): string => `question/${personId}/${questionId}`;
export const messageSubject = (messageId: string): string => `message/${messageId}`;
export const announcementSubject = (announcementId: string): string => `announcement/${announcementId}`;
export const captionSubject = (captionId: string): string => `caption/${captionId}`;

export const wordsOf = (live: LiveCeremony, subject: string): string =>
  besideTheChain(live, subject, plain)?.text ?? ERASED;

export const bilingualWordsOf = (live: LiveCeremony, subject: string): Bilingual =>
  besideTheChain(live, subject, bilingual) ?? { id: ERASED, en: ERASED };
