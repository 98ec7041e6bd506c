import { itemsInOrder, type RundownItem } from '#ceremony/rundown/state';
import { awaitedItems } from '#contract/rundown-forecast';
import type { ItemView, PrompterRow, PrompterView, RundownView } from '#contract/views/rundown';
import { isoIn } from '#contract/zones';
import type { LiveCeremony } from './live-ceremony.ts';
import { nameOf, spokenNameOf } from './people-data.ts';

/** Scripts, notes and names stay with those who lead through the programme (P11); times carry the ceremony's offset. */
const itemView = (item: RundownItem, zone: string): ItemView => {
  const { itemId, kind, title, plannedStart, lengthMinutes, wave, state, startedAt, finishedAt, heldMs, skipped } =
    item;
  return {
    itemId,
    kind,
    title,
    plannedStart: isoIn(plannedStart, zone),
    lengthMinutes,
    wave,
    state,
    startedAt: startedAt === null ? null : isoIn(startedAt, zone),
    finishedAt: finishedAt === null ? null : isoIn(finishedAt, zone),
    heldMs,
    skipped,
  };
};

const zoneOf = ({ ceremony }: LiveCeremony): string => ceremony.plan?.zone ?? 'UTC';

/** The whole programme with its facts. What is to be expected of it, who shows it reckons by `rundown-forecast`. */
export const rundownView = (live: LiveCeremony): RundownView => {
  const { ceremony } = live;
  const items = itemsInOrder(ceremony);
  return {
    items: items.map((item) => itemView(item, zoneOf(live))),
    current: ceremony.currentItem,
    next: awaitedItems({ items, last: ceremony.lastItem })[0]?.itemId ?? null,
    last: ceremony.lastItem,
    heldSince: ceremony.rundownHeldSince,
  };
};

/** What is on and what comes next, for everyone. */
export const nowAndNext = (live: LiveCeremony): { readonly now: ItemView | null; readonly next: ItemView | null } => {
  const { items, currentItem, lastItem } = live.ceremony;
  const now = currentItem === null ? undefined : items.get(currentItem);
  const [first] = awaitedItems({ items: itemsInOrder(live.ceremony), last: lastItem });
  const next = first === undefined ? undefined : items.get(first.itemId);
  return {
    now: now === undefined ? null : itemView(now, zoneOf(live)),
    next: next === undefined ? null : itemView(next, zoneOf(live)),
  };
};

export const prompterView = (live: LiveCeremony): PrompterView => ({
  rows: Object.fromEntries(
    itemsInOrder(live.ceremony).map(({ itemId, scripts, responsible, scene, notes }): [string, PrompterRow] => [
      itemId,
      {
        itemId,
        scripts,
        responsible:
          responsible === null
            ? null
            : { personId: responsible, name: nameOf(live, responsible), spokenName: spokenNameOf(live, responsible) },
        scene,
        notes,
      },
    ]),
  ),
});
