import { expect, test } from 'vitest';
import { recordEvents } from '#ceremony/record/events';
import { epochOf } from '#ceremony/record/state';
import { accepts, arrival, ceremonyStory, hashOf, MORNING, type Story } from '#support/ceremony-story';

const minutes = {
  sha256: hashOf('minutes'),
  bytes: 10,
  pages: 2,
  timestamp: { by: 'organiser', authority: 'Lembaga Contoh' },
  timestampProblem: 'unreachable',
  level: 'B-LT',
  archive: null,
  archiveProblem: 'unreachable',
} as const;
const fix = (unfinished: readonly string[] = []) =>
  ({ name: 'fix-record', upTo: 40, root: hashOf('root'), minutes, unfinished }) as const;
const CLOSED = ['record-fixed', 'minutes-sealed', 'ceremony-closed'];

const liveStory = (): Story => {
  const story = ceremonyStory();
  story.tell({ name: 'open-ceremony' });
  story.tell({ name: 'go-live' });
  return story;
};
const closingStory = (): Story => {
  const story = liveStory();
  story.tell({ name: 'close-ceremony' });
  return story;
};
const closedStory = (): Story => {
  const story = closingStory();
  story.tell(fix());
  return story;
};

test('[C140] while a ceremony is closing nothing opens, and the stage is empty', () => {
  const { tell, state } = liveStory();
  tell(arrival('ani'));
  tell(accepts('ani'));
  tell({ name: 'call-to-stage', personId: 'ani', connected: true });
  tell({ name: 'open-session', wave: 1 });
  expect(tell({ name: 'close-ceremony' })).toEqual(['session-closed', 'stage-cleared', 'closing-begun']);
  expect(state).toMatchObject({ phase: 'closing', stage: [] });
  expect(tell({ name: 'open-session', wave: 1 })).toBe('wrong-phase');
  expect(tell({ name: 'close-ceremony' })).toBe('wrong-phase');
  expect(tell({ name: 'go-live' })).toBe('wrong-phase');
});

test('[C144] the record is fixed, the minutes sealed and the ceremony closed in one step, with one root', () => {
  const { tell, state, events } = closingStory();
  expect(tell(fix(), '2021-01-18T05:00:00.000Z')).toEqual(CLOSED);
  const at = '2021-01-18T05:00:00.000Z';
  expect(state).toMatchObject({
    phase: 'closed',
    fixedRecord: { upTo: 40, root: hashOf('root'), at },
    minutes: { sha256: minutes.sha256, bytes: 10, pages: 2, level: 'B-LT', archive: null, at },
  });
  expect(state.phaseTimes.get('closed')).toBe(at);
  const sealed = events.find(({ type }) => type === 'minutes-sealed');
  expect(sealed?.data).toEqual({ ...minutes, upTo: 40, root: hashOf('root') });
  expect(tell(fix())).toBe('wrong-phase');
});

test('[C144] the record of a ceremony that goes on is not fixed', () => {
  expect(liveStory().tell(fix())).toBe('wrong-phase');
});

test('[C142] what is still to be sealed is waited for, until the director closes without it', () => {
  const { tell, events } = closingStory();
  expect(tell(fix(['a1']))).toBe('wrong-phase');
  expect(tell({ name: 'finish-closing', unfinished: ['a1'] })).toEqual(['closing-forced']);
  expect(events.at(-1)?.data).toEqual({ unfinished: ['a1'] });
  // Said again, should the first have come to nothing.
  expect(tell({ name: 'finish-closing', unfinished: ['a1'] })).toEqual(['closing-forced']);
  expect(tell(fix(['a1']))).toEqual(CLOSED);
  expect(tell({ name: 'finish-closing', unfinished: [] })).toBe('wrong-phase');
  expect(liveStory().tell({ name: 'finish-closing', unfinished: [] })).toBe('wrong-phase');
});

test('[C143] a checkpoint is made once for each place, and none after the record is fixed', () => {
  const { tell, state } = liveStory();
  const checkpoint = { name: 'make-checkpoint', wave: 1, upTo: 20, root: hashOf('20') } as const;
  expect(tell(checkpoint)).toEqual(['checkpoint-made']);
  expect(tell(checkpoint)).toEqual([]);
  expect(tell({ ...checkpoint, wave: 9, upTo: 21 })).toBe('unknown-wave');
  expect(tell({ ...checkpoint, upTo: 30 })).toEqual(['checkpoint-made']);
  expect([...state.checkpoints.keys()]).toEqual([20, 30]);
  expect(closedStory().tell(checkpoint)).toEqual([]);
});

test('[C145] custodians are named, corrected and removed before the closing begins', () => {
  const name = { name: 'name-custodian', custodianId: 'arsip', commitment: hashOf('arsip') } as const;
  const { tell, state } = ceremonyStory();
  expect(tell({ name: 'remove-custodian', custodianId: 'arsip' })).toBe('unknown-custodian');
  expect(tell(name)).toEqual(['custodian-named']);
  expect(tell({ ...name, commitment: hashOf('corrected') })).toEqual(['custodian-named']);
  expect(state.custodians.size).toBe(1);
  expect(tell({ name: 'remove-custodian', custodianId: 'arsip' })).toEqual(['custodian-removed']);
  expect(state.custodians.size).toBe(0);
  expect(closingStory().tell(name)).toBe('wrong-phase');
  expect(closedStory().tell(name)).toBe('wrong-phase');
  expect(Object.keys(recordEvents['custodian-named'].shape)).toEqual(['custodianId', 'commitment']);
  const late = liveStory();
  late.tell(name);
  late.tell({ name: 'close-ceremony' });
  expect(late.tell({ name: 'remove-custodian', custodianId: 'arsip' })).toBe('wrong-phase');
});

test('[C146] only the fixed root is delivered, once to each custodian', () => {
  const { tell, state, events } = liveStory();
  tell({ name: 'name-custodian', custodianId: 'arsip', commitment: hashOf('arsip') });
  const deliver = { name: 'deliver-root', custodianId: 'arsip', how: 'in-person' } as const;
  expect(tell(deliver)).toBe('wrong-phase');
  tell({ name: 'close-ceremony' });
  tell(fix());
  expect(tell({ ...deliver, custodianId: 'nobody' })).toBe('unknown-custodian');
  expect(tell(deliver)).toEqual(['root-delivered']);
  expect(events.at(-1)?.data).toEqual({ custodianId: 'arsip', how: 'in-person', upTo: 40, root: hashOf('root') });
  expect(state.custodians.get('arsip')?.delivered).toEqual({ how: 'in-person', at: MORNING });
  expect(tell(deliver)).toEqual([]);
});

test('[C147] what comes after the fixed root is of the next epoch', () => {
  expect(epochOf(liveStory().state, 4_000)).toBe(1);
  const { state } = closedStory();
  expect([39, 40, 41].map((position) => epochOf(state, position))).toEqual([1, 1, 2]);
});

test('[C148] nobody is erased while they take part; afterwards once, with the link', () => {
  const erase = {
    name: 'erase-person',
    personId: 'ani',
    reason: 'asked',
    subjects: ['person/ani'],
    unfinished: [],
  } as const;
  const { tell, state } = liveStory();
  expect(tell({ ...erase, personId: 'nobody' })).toBe('unknown-person');
  expect(tell(erase)).toBe('still-taking-part');
  tell({ name: 'revoke-link', personId: 'ani' });
  expect(tell({ ...erase, unfinished: ['a1'] })).toBe('still-taking-part');
  expect(tell(erase)).toEqual(['personal-erased']);
  expect(state.erased.get('ani')).toBe(MORNING);
  expect(tell({ ...erase, subjects: [] })).toBe('already-erased');
  // A name was entered again by mistake: it must not stay for ever.
  expect(tell({ ...erase, reason: 'entered-by-mistake' })).toEqual(['personal-erased']);

  const closed = closedStory();
  expect(closed.tell({ ...erase, unfinished: ['a1'] })).toEqual(['link-revoked', 'personal-erased']);
  expect(closed.state.people.get('ani')?.link.state).toBe('revoked');
});
