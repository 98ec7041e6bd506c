import type { AgreementFacts } from '#contract/agreement-facts';
import { agreementValues } from './agreement-values.ts';
import type { MergeGroup } from './merge-body.ts';
import type { TemplateHead } from './template-schema.ts';

/** D65: what a form's fields can be filled with: the facts in Indonesian, and in English under `en` if the form has both. */
export const formValues = (
  facts: AgreementFacts,
  head: Pick<TemplateHead, 'parties' | 'prevailingLanguage' | 'signatures' | 'languages'>,
): MergeGroup => ({
  ...agreementValues(facts, head, 'id'),
  ...(head.languages.includes('en') ? { en: agreementValues(facts, head, 'en') } : {}),
});
