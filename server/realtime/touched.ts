import type { Topic } from '#contract/constants';
import type { LiveCeremony } from '#projections/live-ceremony';
import type { StoredEvent } from '#store/port';

/** Whose `self` an event changes: these people, or everyone. */
export type Touched = { readonly topics: ReadonlySet<Topic>; readonly selves: ReadonlySet<string> | 'everyone' };

/** Which views an event can change. Recomputing one too many costs a little; forgetting one leaves a screen wrong. */
export const touchedBy = (live: LiveCeremony, event: StoredEvent): Touched => {
  const [kind, id] = event.stream.split('/', 2) as [string, string | undefined];
  switch (kind) {
    case 'agreement':
      return touched(['figures', 'board'], signatories(live, id ?? ''));
    case 'person':
      return touched(['roster', 'stage'], new Set([id ?? '']));
    case 'stage':
      return touched(['stage', 'roster'], 'everyone');
    case 'rundown':
      return touched(['rundown', 'stage'], new Set());
    case 'session':
      return touched(['stage', 'figures', 'board'], 'everyone');
    default:
      return touched(['stage', 'rundown', 'figures', 'presence', 'roster', 'board'], 'everyone');
  }
};

const touched = (topics: readonly Topic[], selves: Touched['selves']): Touched => ({ topics: new Set(topics), selves });

const signatories = (live: LiveCeremony, agreementId: string): ReadonlySet<string> => {
  const state = live.agreements.get(agreementId);
  return new Set(state === undefined || state.phase === 'unknown' ? [] : state.signatories.map((one) => one.personId));
};
