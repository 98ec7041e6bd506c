import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Person } from '#ceremony/people/state';
import { seatOrder } from '#ceremony/people/seat-order';
import { PRECEDENCE } from '#contract/precedence';
import { accepts, ceremonyStory, hashOf } from '#support/ceremony-story';

const { state } = ceremonyStory();
const somebody = state.people.get('ani') as Person;
const person = (personId: string, rank: number | null, ordinal: number, seat: number | null = null): Person => ({
  ...somebody,
  personId,
  rank,
  ordinal,
  seat,
});
const ids = (people: readonly Person[]): readonly string[] => seatOrder(people).map(({ personId }) => personId);
const seatAt = (place: number | null) =>
  ({ name: 'set-seat', personId: 'ani', by: 'officer', place, reasonCommitment: hashOf('Pasal 5') }) as const;

test('[C73] [C19] seats go by precedence, between equals by invitation, without a rank last', () => {
  const { president, minister, governor } = PRECEDENCE;
  const people = [
    person('guest', null, 0),
    person('governor', governor, 1),
    person('second-minister', minister, 3),
    person('president', president, 4),
    person('first-minister', minister, 2),
  ];
  expect(ids(people)).toEqual(['president', 'first-minister', 'second-minister', 'governor', 'guest']);
});

test('[C73] nobody is lost or doubled, whatever the places', () => {
  const anyone = fc.record({
    rank: fc.option(fc.integer({ min: 1, max: 5 })),
    seat: fc.option(fc.integer({ min: 1, max: 9 })),
  });
  fc.assert(
    fc.property(fc.array(anyone, { maxLength: 8 }), (drawn) => {
      const people = drawn.map(({ rank, seat }, index) => person(`p${index}`, rank, index, seat));
      expect([...ids(people)].sort()).toEqual(people.map(({ personId }) => personId).sort());
    }),
  );
});

test('[C74] a manual seat stands at its place, and the others close up around it', () => {
  const people = [person('a', 1, 0), person('b', 14, 1), person('host', 50, 2, 2)];
  expect(ids(people)).toEqual(['a', 'host', 'b']);
  const story = ceremonyStory();
  expect(story.tell(seatAt(1))).toEqual(['seat-set']);
  expect(story.tell(seatAt(1))).toEqual([]);
  story.tell(accepts('ani'));
  expect(story.state.people.get('ani')?.seat).toBe(1);
  expect(story.tell(seatAt(null))).toEqual(['seat-set']);
});
