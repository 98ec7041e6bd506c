import type { Recipient } from './state.ts';

export type InteractionCommand =
  | {
      readonly name: 'ask-question';
      readonly questionId: string;
      readonly personId: string;
      readonly commitment: string;
    }
  | { readonly name: 'approve-question'; readonly questionId: string }
  | { readonly name: 'answer-question'; readonly questionId: string }
  | { readonly name: 'hide-question'; readonly questionId: string }
  | { readonly name: 'allow-applause' }
  | { readonly name: 'stop-applause'; readonly claps: number; readonly people: number }
  | {
      readonly name: 'send-message';
      readonly messageId: string;
      readonly from: string;
      readonly to: Recipient;
      readonly commitment: string;
    }
  | { readonly name: 'read-message'; readonly messageId: string; readonly personId: string }
  | { readonly name: 'announce'; readonly announcementId: string; readonly commitment: string }
  | { readonly name: 'withdraw-announcement'; readonly announcementId: string };
