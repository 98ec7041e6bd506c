import type { commonId } from '../id/common.ts';
import type { WordsOf } from '../words.ts';

export const commonEn: WordsOf<typeof commonId> = {
  teken: 'Teken',
  live: 'Live',
  language: 'Language',
  languageNames: { id: 'Bahasa Indonesia', en: 'English' },
  skipToContent: 'Skip to content',
  sample: 'SAMPLE — invented names and companies',
  rehearsal: 'GLADI RESIK (rehearsal) — not valid',
  close: 'Close',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  reload: 'Reload',
  loading: 'Loading',
  representing: (office) => `representing the ${office}`,
  officials: (count) => (count === 1 ? '1 official present' : `${count} officials present`),
  now: 'Now',
  next: 'Next',
  contract: 'Contracts',
  'pre-contract': 'Pre-contracts',
  network: {
    good: 'Good network',
    fair: 'Fair network',
    poor: 'Weak network',
    connecting: 'Connecting',
    lost: 'Lost, reconnecting',
  },
  connection: {
    lostSigned: 'Your signature is kept. The connection was lost; we are reconnecting.',
    lostPending: 'What you did is kept here. The connection was lost; we are reconnecting and will send it.',
    lost: 'What you did is kept. The connection was lost; we are reconnecting.',
  },
  someProblem: 'What was accepted is kept. This could not be done. Try again.',
  unreachable: 'Nothing is lost. The server cannot be reached. Check your internet connection and try again.',
  fault: {
    title: 'This page cannot be shown',
    body: 'What you did is kept. A part of the page failed to load. Reload the page; if it fails again, call a protocol officer.',
  },
};
