import { expect, test } from 'vitest';
import { minutesFacts } from '#projections/minutes-facts';
import { newLiveCeremony } from '#projections/live-ceremony';
import { accepts, arrival, ceremonyStory } from '#support/ceremony-story';

test('[D14] who tried the link days before and did not come is not said to have been present', () => {
  const story = ceremonyStory();
  story.tell(arrival('ani'), '2021-01-10T02:00:00.000Z');
  story.tell(arrival('budi'));
  story.tell(accepts('budi'));
  story.tell({ name: 'open-ceremony' });
  const presentIn = () => {
    const live = { ...newLiveCeremony('small'), ceremony: story.state };
    const record = { upTo: 1, root: '' };
    return minutesFacts(live, record, { print: (at) => at, recordUrl: '' }).attendance.present;
  };
  // A ledger without samples knows no better.
  expect(presentIn()).toBe(2);
  story.tell({ name: 'sample-attendance', connected: new Set(['budi']), seen: new Set(['budi']) });
  expect(presentIn()).toBe(1);
});
