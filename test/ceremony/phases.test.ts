import { expect, test } from 'vitest';
import { decide } from '#ceremony/decide';
import { ceremonyEventSchemas } from '#ceremony/events';
import { newCeremony } from '#ceremony/state';
import { accepts, arrival, ceremonyStory, MORNING } from '#support/ceremony-story';

test('[C1] nothing happens in a ceremony that was never planned', () => {
  const decision = decide({ name: 'open-ceremony' }, newCeremony(), MORNING);
  expect(decision).toMatchObject({ refused: { code: 'wrong-phase' } });
});

test('[C2] no event of a person has room for a name', () => {
  const keys = Object.keys(ceremonyEventSchemas['person-invited'].shape);
  expect(keys).toContain('commitment');
  expect(keys).not.toContain('name');
  expect(keys).not.toContain('spokenName');
});

test('[C3] phases follow one another, none skipped, none repeated', () => {
  const { tell, state } = ceremonyStory();
  expect(tell({ name: 'go-live' })).toBe('wrong-phase');
  expect(tell({ name: 'close-ceremony' })).toBe('wrong-phase');
  expect(tell({ name: 'open-ceremony' })).toEqual(['ceremony-opened']);
  expect(tell({ name: 'open-ceremony' })).toBe('wrong-phase');
  expect(tell({ name: 'close-ceremony' })).toBe('wrong-phase');
  expect(tell({ name: 'go-live' })).toEqual(['ceremony-went-live']);
  expect(state.liveSince).toBe(MORNING);
  expect(tell({ name: 'go-live' })).toBe('wrong-phase');
  expect(tell({ name: 'close-ceremony' })).toEqual(['closing-begun']);
  expect(tell({ name: 'close-ceremony' })).toBe('wrong-phase');
  expect(tell({ name: 'open-ceremony' })).toBe('wrong-phase');
});

test('[C4] closing the ceremony closes its open sessions and clears the stage', () => {
  const { tell, state } = ceremonyStory();
  tell({ name: 'open-ceremony' });
  tell({ name: 'go-live' });
  tell(arrival('ani'));
  tell(accepts('ani'));
  tell({ name: 'call-to-stage', personId: 'ani', connected: true });
  tell({ name: 'open-session', wave: 1 });
  expect(tell({ name: 'close-ceremony' })).toEqual(['session-closed', 'stage-cleared', 'closing-begun']);
  expect(state.waves.get(1)?.session).toBe('closed');
  expect(state.stage).toEqual([]);
});

test('[C21] a session opens only while the ceremony is live, and only for a planned wave', () => {
  const { tell } = ceremonyStory();
  tell({ name: 'open-ceremony' });
  expect(tell({ name: 'open-session', wave: 1 })).toBe('wrong-phase');
  tell({ name: 'go-live' });
  expect(tell({ name: 'open-session', wave: 9 })).toBe('unknown-wave');
  expect(tell({ name: 'open-session', wave: 1 })).toEqual(['session-opened']);
  expect(tell({ name: 'open-session', wave: 1 })).toBe('session-already-open');
});

test('[C22] a closed session can be opened again; one that is not open cannot be closed', () => {
  const { tell } = ceremonyStory();
  tell({ name: 'open-ceremony' });
  tell({ name: 'go-live' });
  expect(tell({ name: 'close-session', wave: 1 })).toBe('session-not-open');
  tell({ name: 'open-session', wave: 1 });
  expect(tell({ name: 'close-session', wave: 1 })).toEqual(['session-closed']);
  expect(tell({ name: 'close-session', wave: 1 })).toBe('session-not-open');
  expect(tell({ name: 'open-session', wave: 1 })).toEqual(['session-opened']);
});

test('[C23] one item of the rundown is current; starting another replaces it', () => {
  const { tell, state } = ceremonyStory();
  expect(tell({ name: 'start-item', itemId: 'nowhere' })).toBe('unknown-item');
  tell({ name: 'start-item', itemId: 'opening' });
  expect(tell({ name: 'start-item', itemId: 'opening' })).toEqual([]);
  tell({ name: 'start-item', itemId: 'signing' });
  expect(state.currentItem).toBe('signing');
  expect(state.items.get('opening')?.startedAt).toBe(MORNING);
});
