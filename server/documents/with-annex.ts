import type { AgreementFacts } from '#contract/agreement-facts';

const SOMETHING = { id: 'contoh', en: 'sample' };

/** D62: for checking what names a row of an annex also where the sample has none. */
export const withAnnex = (sample: AgreementFacts): AgreementFacts =>
  sample.annex.length > 0
    ? sample
    : { ...sample, annex: [{ item: SOMETHING, quantity: 1, unit: SOMETHING, price: 1 }] };
