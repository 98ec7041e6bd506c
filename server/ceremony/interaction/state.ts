import type { Role } from '#contract/constants';
import type { Person } from '../people/state.ts';

export type Question = {
  readonly questionId: string;
  readonly personId: string;
  readonly state: 'asked' | 'approved' | 'answered' | 'hidden';
  readonly askedAt: string;
};

export type Recipient = { readonly personId: string } | { readonly role: Role };

export type Message = {
  readonly messageId: string;
  readonly from: string;
  readonly to: Recipient;
  readonly sentAt: string;
  /** Who said that they have read it. */
  readonly readBy: readonly string[];
};

export type Announcement = { readonly announcementId: string; readonly madeAt: string };

export type InteractionState = {
  readonly questions: Map<string, Question>;
  readonly messages: Map<string, Message>;
  readonly announcements: Map<string, Announcement>;
  /** Since when applause is allowed; null: it is off. */
  applauseSince: string | null;
};

export const noInteraction = (): InteractionState => ({
  questions: new Map(),
  messages: new Map(),
  announcements: new Map(),
  applauseSince: null,
});

export const isAddressed = (message: Message, person: Pick<Person, 'personId' | 'role'>): boolean =>
  'role' in message.to ? message.to.role === person.role : message.to.personId === person.personId;
