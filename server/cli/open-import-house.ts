import { openCeremonies } from '#flow/ceremonies';
import { createTemplates } from '#flow/templates';
import { systemClock as clock } from '#platform/clock';
import { randomBytes as random } from '#platform/random';
import { StartFault } from '#platform/start-fault';
import { readConfig, type Config } from '#server/config';
import { openConfiguredAuthority, vaultOf } from '#setup/authority-opener';
import type { Store } from '#store/port';
import { shippedTemplates } from './shipped-templates.ts';
import type { ImportHouse, ImportProgress } from './import-folder.ts';

/** What stamps and certifies, from the environment. Throws a StartFault with a sentence for each mistake in it. */
export const readMaker = (): Pick<Config, 'publicUrl' | 'organiser' | 'keys'> => {
  const reading = readConfig();
  if (!reading.ok) throw new StartFault(reading.problems.join('\n'));
  return reading.config;
};

/** What makes ceremonies and their documents, on the keys of a data folder. */
export const openImportHouse = async (
  store: Store,
  folder: string,
  maker: ReturnType<typeof readMaker>,
): Promise<ImportHouse> => {
  const vault = vaultOf(maker, random);
  const authority = await openConfiguredAuthority(maker, { folder, vault, now: clock.now(), randomBytes: random });
  const ceremonies = await openCeremonies(store);
  return {
    store,
    authority,
    ceremonies,
    templates: createTemplates(await shippedTemplates(), store),
    publicUrl: maker.publicUrl,
    clock,
    random,
  };
};

/** On standard error, every 25 documents. */
export const sayProgress: ImportProgress = (done, of) => {
  if (done % 25 === 0 || done === of) console.error(`${done} of ${of} agreements made ready`);
};
