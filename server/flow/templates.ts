import { broughtTemplate, templateKey, type FixedTemplate } from '#ceremony/templates/state';
import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import { loadTemplates, parseTemplate, type LoadedTemplate } from '#documents/template';
import { unpackTemplate } from '#documents/template-files';
import type { LiveCeremony } from '#projections/live-ceremony';
import { NotAsWritten } from '#projections/not-as-written';
import type { Store } from '#store/port';
import { notAsWritten } from './as-written.ts';

/** Teken's own templates and those that ceremonies brought along or have used. */
export type Templates = {
  /** By which an agreement is made ready now: the one the ceremony brought along under this name, or else Teken's own. */
  of(live: LiveCeremony, name: string): Promise<LoadedTemplate | Refusal>;
  /** C188: the same, but in the content in which this version was used, if it was: for what changes nothing. */
  kept(live: LiveCeremony, name: string): Promise<LoadedTemplate | Refusal>;
};

/** Where a template stands in the ledger's store; also the stream of the event that says so. */
export const templateDocument = (name: string, version: string): string => `template/${templateKey(name, version)}`;

/** Teken's own are those in `folder`. Throws TemplateError when one of them has a mistake. */
export const openTemplates = async (folder: string, store: Pick<Store, 'readDocument'>): Promise<Templates> =>
  createTemplates(await loadTemplates(folder), store);

export const createTemplates = (
  house: ReadonlyMap<string, LoadedTemplate>,
  store: Pick<Store, 'readDocument'>,
): Templates => {
  // By hash, so that many agreements of one ceremony read it once.
  const read = new Map<string, LoadedTemplate>();
  const fromLedger = async (live: LiveCeremony, fixed: FixedTemplate): Promise<LoadedTemplate> => {
    const own = house.get(fixed.name);
    if (own?.sha256 === fixed.sha256) return own;
    const known = read.get(fixed.sha256);
    if (known !== undefined) return known;
    const packed = await store.readDocument(live.ceremonyId, templateDocument(fixed.name, fixed.version));
    if (packed === null) throw new Error(`The template ${fixed.name} is not in the ledger.`);
    const template = await parseTemplate(fixed.name, unpackTemplate(packed), 'kept');
    // F47
    if (template.sha256 !== fixed.sha256)
      throw new NotAsWritten(notAsWritten(templateDocument(fixed.name, fixed.version)));
    read.set(fixed.sha256, template);
    return template;
  };
  const of: Templates['of'] = async (live, name) => {
    const brought = broughtTemplate(live.ceremony, name);
    if (brought !== undefined) return fromLedger(live, brought);
    return house.get(name) ?? refuse('unknown-template', `There is no template called ${name}.`);
  };
  return {
    of,
    kept: async (live, name) => {
      const current = await of(live, name);
      if (isRefusal(current)) return current;
      const fixed = live.ceremony.templates.get(templateKey(current.name, current.version));
      return fixed === undefined || fixed.sha256 === current.sha256 ? current : fromLedger(live, fixed);
    },
  };
};
