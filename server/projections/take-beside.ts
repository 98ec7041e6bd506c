import { createHash } from 'node:crypto';
import type { LiveCeremony, PersonalRecord } from './live-ceremony.ts';
import { certificateSubject, commitTo } from './people-data.ts';

// How what stands beside the chain gets into memory.

/** Of what this process wrote itself, beside the event that commits to it. */
export const putBeside = (live: LiveCeremony, subject: string, record: PersonalRecord): void => {
  live.personal.set(subject, record);
  live.differing.delete(subject);
};

/** It was erased, or is not there. */
export const forgetBeside = (live: LiveCeremony, subject: string): void => {
  live.personal.delete(subject);
  live.differing.delete(subject);
};

/** F52: of what was read from the store: it is taken for what the ledger commits to only if it is that. All events are folded. */
export const takeBeside = (live: LiveCeremony, subject: string, record: PersonalRecord): void => {
  const committed = live.committed.get(subject);
  if (committed?.hash === hashOf(subject, record)) return putBeside(live, subject, record);
  live.personal.delete(subject);
  live.differing.set(subject, committed?.position ?? null);
};

/** A certificate is named by its own hash; everything else is salted. */
const hashOf = (subject: string, { salt, data }: PersonalRecord): string => {
  const der = data['der'];
  return subject.startsWith(certificateSubject('')) && typeof der === 'string'
    ? createHash('sha256').update(der, 'base64').digest('hex')
    : commitTo(salt, data);
};
