import { expect } from 'vitest';
import type { Store, StoredEvent } from '#store/port';
import { CEREMONY } from './flow-house.ts';
import { eventsOf } from './line-checks.ts';

/** The events that gave this person a new link. */
export const linksOf = (events: readonly StoredEvent[], personId: string) =>
  events.filter(({ type, stream }) => type === 'link-reissued' && stream === `person/${personId}`);
/** One new link of s-u1 for each of s-c1, each recorded under its event, and the cursor at the last. */
export const expectOneEach = async (store: Store, atLeast = 0): Promise<void> => {
  const events = await eventsOf(store);
  const causes = linksOf(events, 's-c1');
  expect(causes.length).toBeGreaterThanOrEqual(atLeast);
  const followed = linksOf(events, 's-u1');
  expect(followed.map(({ data }) => data['serial'])).toEqual(causes.map((_, index) => index + 2));
  for (const { position } of causes) {
    const known = await store.findCommand(CEREMONY, 'reaction/second-link', `${CEREMONY}/${position}`);
    expect(known?.result).toEqual({ ok: true });
  }
};
