import { inspect } from 'node:util';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { MORNING } from '#support/ceremony-story';
import { breachesOf, fork, lawStory, phaseIndex, replayed, sameState } from '#support/law-story';
import { anyWish } from '#support/random-commands';

const RUNS = { numRuns: 600 };
/** Half of the stories begin in front of everyone, where most can happen. */
const anyStory = fc.record({ isLive: fc.boolean(), wishes: fc.array(anyWish, { maxLength: 120, size: 'max' }) });

const tellAll = (
  { isLive, wishes }: { readonly isLive: boolean; readonly wishes: readonly { command: never; seconds: number }[] },
  look: (story: ReturnType<typeof lawStory>, command: string) => void = () => {},
) => {
  const story = lawStory(isLive);
  let at = Date.parse(MORNING);
  for (const { command, seconds } of wishes) {
    at += seconds * 1000;
    story.tell(command, new Date(at).toISOString());
    look(story, inspect(command));
  }
  return story;
};

test('[C3] [C9] [C12] [C13] [C19] [C24] [C30] [C32] [C80] [C180] no wishes, in any order, reach a state that the law forbids', () => {
  fc.assert(
    fc.property(anyStory, (told) => {
      let phase = told.isLive ? 2 : 0;
      const { told: happened, state } = tellAll(told as never, (story, command) => {
        const wrong = breachesOf(story.state);
        if (wrong.length > 0) throw new Error(`${command}\n${wrong.join('\n')}`);
        const next = phaseIndex(story.state);
        if (next < phase || next > phase + 1) throw new Error(`C3: ${command} went from phase ${phase} to ${next}`);
        phase = next;
      });
      for (const { event } of happened) {
        if (event.type !== 'certificate-issued') continue;
        const { personId, certificateSha256 } = event.data;
        const stands = state.people.get(personId)?.certificate?.sha256 === certificateSha256;
        if (stands === state.revokedCertificates.has(certificateSha256)) {
          throw new Error(`C180: a certificate of ${personId} neither stands nor is revoked, or both`);
        }
      }
    }),
    RUNS,
  );
});

test('[C1] replaying what happened gives the state in which it was decided', () => {
  fc.assert(
    fc.property(anyStory, (told) => {
      const story = tellAll(told as never);
      expect(sameState(replayed(story.told), story.state)).toBe(true);
    }),
    RUNS,
  );
});

test('[C1] what is decided ahead leaves what is written as it was', () => {
  fc.assert(
    fc.property(anyStory, fc.array(anyWish, { maxLength: 60, size: 'max' }), (told, more) => {
      const story = tellAll(told as never);
      const written = story.state;
      const before = structuredClone(written);
      story.state = fork(written);
      for (const { command } of more) story.tell(command, MORNING);
      expect(sameState(written, before)).toBe(true);
    }),
    { numRuns: 120 },
  );
});
