import type { PartyCheck } from '#contract/constants';
import type { Party } from './state.ts';

/** C120: what a form shows by its shape alone. It helps whoever checks; no shape clears anybody. */
export const formatDoubts = (
  party: Pick<Party, 'kind' | 'ownership' | 'scale' | 'nib' | 'kbli'>,
): readonly PartyCheck[] => {
  const doubts: PartyCheck[] = [];
  if (!/^\d{13}$/.test(party.nib)) doubts.push('nib');
  if (party.kbli === null || !/^\d{5}$/.test(party.kbli)) doubts.push('kbli');
  if (!fitsScale(party)) doubts.push('scale');
  return doubts;
};

/** PP 7/2021: a company of PMA or PMDN is medium or large, an UMKM is neither and not large. */
const fitsScale = ({ kind, ownership, scale }: Pick<Party, 'kind' | 'ownership' | 'scale'>): boolean =>
  kind === 'company'
    ? ownership !== null && (scale === 'medium' || scale === 'large')
    : ownership === null && scale !== 'large';
