import { fileURLToPath } from 'node:url';
import { loadTemplate } from '#documents/template';
import { openCeremonies } from '#flow/ceremonies';
import { systemClock as clock } from '#platform/clock';
import { randomBytes as random } from '#platform/random';
import { StartFault } from '#platform/start-fault';
import { readConfig } from '#server/config';
import { openAuthority } from '#signing/authority';
import type { Store } from '#store/port';
import type { ImportHouse, ImportProgress } from './import-folder.ts';

const TEMPLATE = fileURLToPath(new URL('../../templates/partnership-agreement', import.meta.url));

/** What stamps and certifies, from the environment. Throws a StartFault with a sentence for each mistake in it. */
export const readMaker = (): { readonly publicUrl: string; readonly organiser: string } => {
  const reading = readConfig();
  if (!reading.ok) throw new StartFault(reading.problems.join('\n'));
  return reading.config;
};

/** What makes ceremonies and their documents, on the keys of a data folder. */
export const openImportHouse = async (
  store: Store,
  folder: string,
  { publicUrl, organiser }: ReturnType<typeof readMaker>,
): Promise<ImportHouse> => {
  const authority = await openAuthority({
    folder: `${folder}/keys`,
    organiser,
    now: clock.now(),
    crlUrl: `${publicUrl}/authority/crl`,
    randomBytes: random,
  });
  const ceremonies = await openCeremonies(store);
  return { store, authority, ceremonies, template: await loadTemplate(TEMPLATE), publicUrl, clock, random };
};

/** On standard error, every 25 documents. */
export const sayProgress: ImportProgress = (done, of) => {
  if (done % 25 === 0 || done === of) console.error(`${done} of ${of} agreements made ready`);
};
