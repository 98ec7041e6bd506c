import { z } from 'zod';
import { besideTheChain } from './beside-the-chain.ts';
import type { LiveCeremony } from './live-ceremony.ts';

// What stands beside the chain for the record, and what stands there about one person.

const custodianSchema = z.object({ name: z.string(), institution: z.string(), email: z.string().nullable() });
export type CustodianWords = Readonly<z.output<typeof custodianSchema>>;

/** Under which the store keeps the minutes. */
export const MINUTES_DOCUMENT = 'minutes';

export const custodianSubject = (custodianId: string): string => `custodian/${custodianId}`;

/** Null once erased. */
export const custodianWords = (live: LiveCeremony, custodianId: string): CustodianWords | null =>
  besideTheChain(live, custodianSubject(custodianId), custodianSchema);

/** Kinds of subjects that carry a person's id. What entitles them to sign is a document of the company and stays. */
const OWN_KINDS = new Set(['person', 'officials', 'certificate', 'helper', 'reason', 'question']);

/**
 * C148: every subject about the person: those that carry their id (`person/<id>`, `certificate/<id>`, …), what they gave
 * as the reason for declining, which carries the agreement's, and messages to and from them.
 */
export const subjectsAbout = (live: LiveCeremony, personId: string): readonly string[] =>
  [...live.personal.keys(), ...live.differing.keys()].filter((subject) => {
    const [kind = '', id = ''] = subject.split('/');
    if (kind === 'decline') return isDecliner(live, id, personId);
    if (kind === 'message') return isTheirs(live, id, personId);
    return OWN_KINDS.has(kind) && id === personId;
  });

const isDecliner = (live: LiveCeremony, agreementId: string, personId: string): boolean => {
  const state = live.agreements.get(agreementId);
  return state?.phase === 'declined' && state.by === personId;
};

const isTheirs = (live: LiveCeremony, messageId: string, personId: string): boolean => {
  const message = live.ceremony.messages.get(messageId);
  if (message === undefined) return false;
  return message.from === personId || ('personId' in message.to && message.to.personId === personId);
};
