import { expect, test } from 'vitest';
import { parseCeremonyEvent } from '#ceremony/events';
import { evolve } from '#ceremony/evolve';
import { epochOf } from '#ceremony/record/state';
import { newLiveCeremony } from '#projections/live-ceremony';
import { minutesEvidence } from '#projections/evidence-view';
import { recordView, rootReceipt } from '#projections/record-view';
import { ceremonyStory, hashOf, type Story } from '#support/ceremony-story';

const CLOSED_AT = '2021-01-18T05:00:00.000Z';
const LATER = '2021-01-18T06:00:00.000Z';
const YEARS_LATER = '2026-01-18T06:00:00.000Z';
const outside = { by: 'external', authority: 'Otoritas Contoh' } as const;
const ours = { by: 'organiser', authority: 'Lembaga Contoh' } as const;
const all = { level: 'B-LTA', problem: null } as const;
const sealed = { sha256: hashOf('minutes'), bytes: 10 };

const closedWith = (
  problem: 'unreachable' | 'no-list' | null,
  archive: typeof ours | typeof outside | null = null,
  timestamp: typeof ours | typeof outside | null = outside,
): Story => {
  const story = ceremonyStory();
  for (const name of ['open-ceremony', 'go-live', 'close-ceremony'] as const) story.tell({ name });
  const level = problem === null ? 'B-LTA' : 'B-LT';
  const timestampProblem = timestamp === outside ? null : 'unreachable';
  const minutes = {
    ...sealed,
    pages: 2,
    level,
    timestamp,
    timestampProblem,
    archive,
    archiveProblem: problem,
  } as const;
  story.tell({ name: 'fix-record', upTo: 40, root: hashOf('root'), minutes, unfinished: [] }, CLOSED_AT);
  return story;
};
const grown = (name: string, bytes: number, base = 'minutes') => ({
  baseSha256: hashOf(base),
  sha256: hashOf(name),
  bytes,
  timestamp: outside,
  reached: all,
});
const viewed = ({ state }: Story) => ({ ...newLiveCeremony('small'), ceremony: state });

test('[C226] what the minutes wanted when they were sealed is put there once, after the closing', () => {
  const story = closedWith('unreachable');
  const { tell, state, events } = story;
  expect(state.minutes).toMatchObject({ level: 'B-LT', pending: { reason: 'unreachable', since: CLOSED_AT } });
  expect(tell({ name: 'archive-minutes', ...grown('archived', 14) }, LATER)).toEqual(['minutes-archived']);
  const { baseSha256: _, reached: __, ...written } = grown('archived', 14);
  expect(events.at(-1)?.data).toEqual({ ...written, level: 'B-LTA', archiveProblem: null });
  expect(state).toMatchObject({
    phase: 'closed',
    fixedRecord: { upTo: 40, root: hashOf('root') },
    minutes: {
      sha256: hashOf('archived'),
      bytes: 14,
      level: 'B-LTA',
      archive: { ...outside, at: LATER },
      pending: null,
    },
  });
  expect(tell({ name: 'archive-minutes', ...grown('twice', 18, 'archived') })).toEqual([]);
});

test('[C226] what is still missing then is pending from then on', () => {
  const { tell, state } = closedWith('unreachable');
  const reached = { level: 'B-T', problem: 'no-list' } as const;
  tell({ name: 'archive-minutes', ...grown('archived', 14), reached }, LATER);
  expect(state.minutes).toMatchObject({ level: 'B-T', pending: { reason: 'no-list', since: LATER } });
});

test('[C227] minutes grow upon themselves as they stand, and only once they are sealed', () => {
  const early = ceremonyStory();
  expect(early.tell({ name: 'archive-minutes', ...grown('archived', 14) })).toBe('wrong-phase');
  expect(early.tell({ name: 'renew-minutes-archive', officer: 'legal', ...grown('renewed', 14) })).toBe('wrong-phase');
  const { tell } = closedWith('unreachable');
  expect(tell({ name: 'archive-minutes', ...grown('archived', 14, 'other') })).toBe('base-moved');
  tell({ name: 'archive-minutes', ...grown('archived', 14) });
  expect(tell({ name: 'renew-minutes-archive', officer: 'legal', ...grown('renewed', 18) })).toBe('base-moved');
});

test('[C228] the document timestamp of the minutes is renewed any number of times, each upon the one before', () => {
  const { tell, state, events } = closedWith(null, ours);
  const renew = { name: 'renew-minutes-archive', officer: 'legal' } as const;
  expect(tell({ ...renew, ...grown('renewed', 14) }, LATER)).toEqual(['minutes-archive-renewed']);
  expect(events.at(-1)?.data).toMatchObject({ by: 'legal', timestamp: outside });
  expect(tell({ ...renew, ...grown('again', 18, 'renewed') }, YEARS_LATER)).toEqual(['minutes-archive-renewed']);
  expect(state.minutes?.history).toEqual([
    sealed,
    { sha256: hashOf('renewed'), bytes: 14 },
    { sha256: hashOf('again'), bytes: 18 },
  ]);
  expect(state.minutes).toMatchObject({ at: CLOSED_AT, archive: { at: YEARS_LATER } });
  expect(events.length).toBeGreaterThan(0);
  expect(epochOf(state, 41)).toBe(2);
});

test('[C228] a renewal settles what was pending', () => {
  const { tell, state } = closedWith('unreachable');
  tell({ name: 'renew-minutes-archive', officer: 'legal', ...grown('renewed', 14), timestamp: ours });
  expect(state.minutes).toMatchObject({ pending: null, archive: ours });
});

test('[C229] of minutes that an older Teken sealed without asking anybody nothing is pending', () => {
  const { state } = closedWith(null);
  const old = { ...sealed, pages: 2, upTo: 40, root: hashOf('root') };
  expect(parseCeremonyEvent('minutes-sealed', 1, old).data).toMatchObject({
    level: 'B-B',
    archiveProblem: 'not-asked',
  });
  const story = ceremonyStory();
  for (const name of ['open-ceremony', 'go-live', 'close-ceremony'] as const) story.tell({ name });
  const unasked = {
    timestamp: null,
    timestampProblem: 'not-asked',
    archive: null,
    archiveProblem: 'not-asked',
  } as const;
  const minutes = { ...sealed, pages: 2, level: 'B-B', ...unasked } as const;
  story.tell({ name: 'fix-record', upTo: 40, root: hashOf('root'), minutes, unfinished: [] });
  expect(story.state.minutes).toMatchObject({ level: 'B-B', archive: null, pending: null });
  expect(state.minutes?.pending).toBeNull();
});

test('[C230] what custodians were given stays true, and beside it stands what was appended since', () => {
  const story = closedWith('unreachable', null, null);
  const before = rootReceipt(viewed(story));
  expect(before).toMatchObject({ minutes: { ...sealed, latest: sealed }, timeAttestedBy: 'organiser' });
  story.tell({ name: 'archive-minutes', ...grown('archived', 14) });
  const after = rootReceipt(viewed(story));
  expect(after).toEqual({
    ...before,
    minutes: { ...sealed, latest: { sha256: hashOf('archived'), bytes: 14 } },
    timeAttestedBy: 'external',
  });
  expect(recordView(viewed(story)).minutes).toEqual({
    sha256: hashOf('archived'),
    bytes: 14,
    pages: 2,
    level: 'B-LTA',
    at: CLOSED_AT,
    archive: { ...outside, at: expect.any(String) },
    pending: null,
  });
});

test('[C226] [F16] the board says what the minutes want: why, since when, and when it is tried again', () => {
  const { state, tell } = closedWith('unreachable', null, ours);
  const work = {
    name: 'archive-minutes',
    stream: 'record',
    since: CLOSED_AT,
    reason: 'no answer',
    tries: 1,
    nextTry: LATER,
  };
  expect(minutesEvidence(null, [])).toBeNull();
  expect(minutesEvidence(state.minutes, [work])).toEqual({
    evidence: { level: 'B-LT', attestedBy: 'organiser' },
    pending: { what: 'timestamp', reason: 'unreachable', since: CLOSED_AT, detail: 'no answer', nextTry: LATER },
  });
  tell({ name: 'archive-minutes', ...grown('archived', 14) });
  expect(minutesEvidence(state.minutes, [])).toEqual({
    evidence: { level: 'B-LTA', attestedBy: 'both' },
    pending: null,
  });
});

/** The data of the event, and whom the board names. */
const told = (...given: Parameters<typeof closedWith>) => {
  const { state, events } = closedWith(...given);
  const event = events.find(({ type }) => type === 'minutes-sealed');
  return [event?.data, minutesEvidence(state.minutes, [])?.evidence.attestedBy];
};

test('[C232] [C234] the event of the minutes names who stamped the seal, and why it was not the external authority', () => {
  const late = { timestamp: ours, timestampProblem: 'unreachable' };
  expect(told(null, ours, ours)).toEqual([expect.objectContaining(late), 'organiser']);
  expect(told(null, outside, ours)).toEqual([expect.objectContaining(late), 'both']);
  const inTime = { timestamp: outside, timestampProblem: null };
  expect(told(null, outside, outside)).toEqual([expect.objectContaining(inTime), 'external']);
  // What stands over it does not weaken what is in it, and speaks for it where nothing is.
  expect(told(null, ours, outside)[1]).toBe('external');
  expect(told(null, outside, null)[1]).toBe('external');
  expect(told('unreachable', null, null)[1]).toBe('signer');
});

/** Whom the board names of minutes that an older Teken wrote down so. */
const attester = (schema: number, data: object) => {
  const story = closedWith(null);
  const old = { ...sealed, pages: 2, upTo: 40, root: hashOf('root'), ...data };
  const event = parseCeremonyEvent('minutes-sealed', schema, old);
  story.state.minutes = null;
  evolve(story.state, event, CLOSED_AT);
  return minutesEvidence(story.state.minutes, [])?.evidence.attestedBy;
};

test('[C233] who stamped the minutes of an older Teken is said as far as its ledger knows it', () => {
  expect(attester(1, {})).toBe('signer');
  expect(attester(2, { level: 'B-LTA', archive: ours, archiveProblem: null })).toBe('organiser');
  expect(attester(2, { level: 'B-B', archive: null, archiveProblem: 'unreachable' })).toBe('signer');
  expect(attester(2, { level: 'B-LTA', archive: outside, archiveProblem: null })).toBeNull();
  expect(attester(2, { level: 'B-LT', archive: null, archiveProblem: 'unreachable' })).toBeNull();
});
