import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startReactions } from '#flow/reactions';
import type { AppendRequest, Store } from '#store/port';
import { fakeClock } from '#support/fake-clock';
import { CEREMONY, comeIn, openFlowHouse, type FlowHouse } from '#support/flow-house';
import { secondLink } from '#support/second-link';
import { reissue } from '#support/line-checks';
import { expectOneEach } from '#support/second-link-checks';
import { nothingLeft } from '#support/reaction-checks';

const isReaction = ({ actor }: AppendRequest): boolean => actor === 'reaction/second-link';
const crash = (): never => {
  throw new Error('crash');
};

/** The steps of one reaction, at each of which the process ends. */
const steps: { readonly [step: string]: (store: Store) => Store } = {
  'the cursor is read': (store) => ({ ...store, cursors: async () => crash() }),
  'the events are read': (store) => ({ ...store, read: async () => crash() }),
  'nothing is written yet': (store) => ({
    ...store,
    append: async (request) => (isReaction(request) ? crash() : store.append(request)),
  }),
  'everything is written, and nobody has heard': (store) => ({
    ...store,
    append: async (request) => {
      const outcome = await store.append(request);
      return isReaction(request) ? crash() : outcome;
    },
  }),
};

test.for(Object.keys(steps))('[F7] [F8] ended when %s, it is neither skipped nor done twice', async (step) => {
  const parent = await mkdtemp(join(tmpdir(), 'teken-ended-'));
  const folder = join(parent, 'data');
  const wrap = steps[step] ?? crash;
  {
    await using house = await openFlowHouse({ folder });
    await comeIn(house, 'director');
    for (let times = 0; times < 3; times += 1) await reissue(house);
  }
  {
    await using house = await openFlowHouse({ folder });
    const reactions = startReactions({ ...house, ...faulty(house, wrap), timer: fakeClock() }, [secondLink]);
    await expect.poll(() => reactions.pending(CEREMONY)[0]?.reason, { timeout: 5_000 }).toBe('crash');
    await reissue(house);
    await reactions.stop();
  }
  await using house = await openFlowHouse({ folder });
  const reactions = startReactions({ ...house, timer: fakeClock() }, [secondLink]);
  await nothingLeft(reactions);
  await expectOneEach(house.store, 4);
  // And on.
  await reissue(house);
  await nothingLeft(reactions);
  await expectOneEach(house.store, 5);
  await reactions.stop();
  await rm(parent, { recursive: true, force: true });
});

/** The same house with a store between it and the reactions that fails at one step. */
const faulty = (house: FlowHouse, wrap: (store: Store) => Store) => {
  const store = wrap(house.store);
  const { line } = house;
  const send: typeof line.send = (request, upon) =>
    isReaction({ ...request, ledger: CEREMONY })
      ? store.append({ ...request, ledger: CEREMONY })
      : line.send(request, upon);
  const own = { ...line, send };
  return { store, ahead: { find: () => own, load: async () => own } };
};
