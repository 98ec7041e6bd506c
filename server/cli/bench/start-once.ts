// A process that starts once with the data folder it is given, and prints what that took.
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openCeremonies } from '#flow/ceremonies';
import { openStore } from '#server/app';
import type { StartFigures } from './start-figures.ts';

const folder = process.argv[2] ?? '';
const peak = (): number => process.resourceUsage().maxRSS / 1_024;

const start = async () => {
  const idleMegabytes = peak();
  const begun = performance.now();
  await using store = await openStore(folder);
  const ceremonies = await openCeremonies(store);
  const startMs = performance.now() - begun;
  const events = ceremonies.all().reduce((sum, { position }) => sum + position, 0);
  const checking = performance.now();
  for (const ceremonyId of ceremonies.ids()) {
    const check = await store.verifyChain(ceremonyId);
    if (!check.ok) throw new Error(`The chain of ${ceremonyId} breaks at ${check.brokenAt}.`);
  }
  const chainMs = performance.now() - checking;
  return { events, startMs, chainMs, idleMegabytes, peakMegabytes: peak() };
};

/** The same rows and bytes without Teken. */
const bare = () => {
  using database = new DatabaseSync(join(folder, 'teken.db'), { readOnly: true });
  const page = database.prepare('SELECT * FROM events WHERE rowid > ? ORDER BY rowid LIMIT 2000');
  let [bareReadMs, bareHashMs] = [0, 0];
  for (let after = 0; ; after += 2_000) {
    const reading = performance.now();
    const rows = page.all(after);
    bareReadMs += performance.now() - reading;
    const texts = rows.map((columns) => Object.values(columns).join('","'));
    const hashing = performance.now();
    for (const text of texts) hash('sha256', text);
    bareHashMs += performance.now() - hashing;
    if (rows.length < 2_000) return { bareReadMs, bareHashMs };
  }
};

const figures: StartFigures = { ...(await start()), ...bare() };
console.log(JSON.stringify(figures));
