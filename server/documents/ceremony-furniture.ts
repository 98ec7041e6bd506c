import type { Furniture } from './page-furniture.ts';

type Ceremony = { readonly ceremonyId: string; readonly sample: boolean; readonly rehearsal: boolean };

/** D15: what a page is, of which ceremony, and that it is a sample or a rehearsal, on every page. */
export function ceremonyFurniture(facts: Ceremony, title: string): Furniture {
  const marks = [...(facts.rehearsal ? ['GLADI RESIK · REHEARSAL'] : []), ...(facts.sample ? ['CONTOH · SAMPLE'] : [])];
  return {
    languages: ['id', 'en'],
    title,
    mark: marks.join(' · '),
    number: facts.ceremonyId,
    footMark: marks.length === 0 ? '' : `${marks.join(' · ')} · bukan acara yang sesungguhnya`,
    code: '',
  };
}
