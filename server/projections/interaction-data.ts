import { z } from 'zod';
import type { Bilingual } from '#contract/agreement-facts';
import type { LiveCeremony } from './live-ceremony.ts';

// Words of questions, messages, announcements and free captions, beside the chain (C2).

const plain = z.object({ text: z.string() });
const bilingual = z.object({ id: z.string(), en: z.string() });

/** Under the asker, so that whoever erases a person's own words finds them. */
export const questionSubject = (personId: string, questionId: string): string => `question/${personId}/${questionId}`;
export const messageSubject = (messageId: string): string => `message/${messageId}`;
export const announcementSubject = (announcementId: string): string => `announcement/${announcementId}`;
export const captionSubject = (captionId: string): string => `caption/${captionId}`;

/** What is shown in place of words that were erased. */
const ERASED = '—';

export const wordsOf = (live: LiveCeremony, subject: string): string => {
  const record = plain.safeParse(live.personal.get(subject)?.data);
  return record.success ? record.data.text : ERASED;
};

export const bilingualWordsOf = (live: LiveCeremony, subject: string): Bilingual => {
  const record = bilingual.safeParse(live.personal.get(subject)?.data);
  return record.success ? record.data : { id: ERASED, en: ERASED };
};
