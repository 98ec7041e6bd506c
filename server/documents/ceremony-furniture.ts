import type { Furniture } from './page-furniture.ts';

type Ceremony = { readonly ceremonyId: string; readonly sample: boolean; readonly rehearsal: boolean };

const NOT_REAL = { rehearsal: 'tidak berlaku', sample: 'bukan acara yang sesungguhnya' } as const;

/** D15: what a page is, of which ceremony, and that it is a sample or a rehearsal, on every page. */
export function ceremonyFurniture(facts: Ceremony, title: string): Furniture {
  const marks = [...(facts.rehearsal ? ['GLADI RESIK · REHEARSAL'] : []), ...(facts.sample ? ['CONTOH · SAMPLE'] : [])];
  return {
    languages: ['id', 'en'],
    title,
    // There is less room above than below.
    mark: marks.length > 1 ? 'GLADI RESIK · CONTOH' : marks.join(' · '),
    number: facts.ceremonyId,
    footMark: marks.length === 0 ? '' : [...marks, NOT_REAL[facts.rehearsal ? 'rehearsal' : 'sample']].join(' · '),
    code: '',
  };
}
