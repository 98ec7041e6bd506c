import type { AgreementFacts } from '#contract/agreement-facts';
import type { Attachment } from './attachments.ts';

/** D43: what the document was made from, and by which template. */
export const agreementData = (
  facts: AgreementFacts,
  { name, version }: { readonly name: string; readonly version: string },
): Attachment => ({
  name: 'agreement.json',
  description: `Data ${facts.number}`,
  json: { format: 'teken-agreement/1', template: `${name}@${version}`, facts },
});
