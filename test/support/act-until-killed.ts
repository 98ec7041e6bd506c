// A process of its own in which 4 hands act as fast as they can on one stream, and every answer is said aloud, until
// it is killed. What it follows up by a reaction is checked by whoever killed it.
import { writeSync } from 'node:fs';
import { startReactions } from '#flow/reactions';
import { systemTimer } from '#platform/timer';
import { comeIn, openFlowHouse } from './flow-house.ts';
import { secondLink } from './second-link.ts';

const folder = process.argv[2] ?? '';
const house = await openFlowHouse({ folder });
await comeIn(house, 'director');
startReactions({ ...house, timer: systemTimer }, [secondLink]);
writeSync(1, 'open\n');
const act = async (): Promise<never> => {
  for (;;) {
    const answer = await house.command('director', 'link:reissue', { personId: 's-c1' });
    if (!answer.ok) throw new Error(answer.problem.detail);
    // Synchronous, so that the line is out before the next wish.
    writeSync(1, `${answer.position}\n`);
  }
};
await Promise.all(Array.from({ length: 4 }, act));
