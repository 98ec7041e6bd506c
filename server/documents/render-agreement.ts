import type { AgreementFacts } from '#contract/agreement-facts';
import { agreementData } from './agreement-data.ts';
import { agreementFurniture } from './agreement-furniture.ts';
import { agreementValues } from './agreement-values.ts';
import { languagesOf, localeOf } from './language.ts';
import { parseMarkdown } from './markdown.ts';
import { pageMarkOf } from './marks.ts';
import { mergeBody } from './merge-body.ts';
import { type Part, type RenderedPdf, renderPages } from './render-pages.ts';
import { signatureSlab } from './signature-page.ts';
import { renderForm } from './render-form.ts';
import type { LoadedTemplate, TextTemplate } from './template.ts';

/** D6, D48: how two languages stand. */
export type PageLayout = 'consecutive' | 'side-by-side';

/**
 * The agreement's document, ready to be certified and signed: the same facts, template, time and id give the same bytes (D1).
 * `documentId` is 16 random bytes for the trailer's `/ID`. Throws RangeError when the facts do not fit the template,
 * UnprintableTextError when no typeface has a character, TemplateError when the body names what there is not.
 */
export async function renderAgreement(
  facts: AgreementFacts,
  options: {
    readonly template: LoadedTemplate;
    readonly at: Date;
    readonly documentId: Uint8Array;
    /** D30 */
    readonly proof?: boolean;
    /** The template's own where it is not given. */
    readonly layout?: PageLayout;
  },
): Promise<RenderedPdf> {
  const { template, at, documentId } = options;
  if (template.kind === 'form') return renderForm(facts, { ...options, template });
  requireFit(facts, template);
  const languages = languagesOf(facts.language);
  const bodies = languages.map((language) => ({
    language,
    ...parseMarkdown(mergeBody(template.bodies[language], agreementValues(facts, template, language))),
  }));
  const [first] = bodies;
  if (first === undefined) throw new RangeError('An agreement has a language');
  return renderPages({
    file: {
      title: first.front.get('title') ?? template.title[first.language],
      author: facts.ceremony.organiser,
      subject: `${facts.title.id} / ${facts.title.en}`,
      languages: [localeOf(first.language), ...languages.slice(1).map(localeOf)],
      at,
    },
    furniture: agreementFurniture(facts),
    parts: partsOf(bodies, options.layout ?? template.layout),
    closing: (tag, place) => signatureSlab(facts, template, tag, place),
    attachments: [agreementData(facts, template)],
    mark: pageMarkOf(facts),
    proof: options.proof ?? false,
    documentId,
  });
}

/** D6: Indonesian stands first; side by side it stands at the left. */
function partsOf(bodies: readonly Part[0][], layout: PageLayout): readonly Part[] {
  const [one, other] = bodies;
  if (one !== undefined && other !== undefined && layout === 'side-by-side') return [[one, other]];
  return bodies.map((body): Part => [body]);
}

function requireFit(facts: AgreementFacts, template: TextTemplate): void {
  const expected = new Set(template.signatures.map(({ field }) => field));
  const given = [...facts.parties.map(({ field }) => field), ...(facts.witness === null ? [] : [facts.witness.field])];
  const stray = given.find((field) => !expected.has(field));
  if (stray !== undefined) throw new RangeError(`The template ${template.name} has no place for "${stray}"`);
  const absent = template.parties.find((field) => !given.includes(field));
  if (absent !== undefined) throw new RangeError(`The template ${template.name} needs a party "${absent}"`);
  if (new Set(given).size !== given.length) throw new RangeError('Two signatories share one field');
}
