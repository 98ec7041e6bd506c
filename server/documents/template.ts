import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import type { AgreementFacts } from '#contract/agreement-facts';
import { agreementValues } from './agreement-values.ts';
import { checkMarkdown, checkStyle } from './check-markdown.ts';
import { agreementFactsSchema } from './facts-schema.ts';
import { checkForm } from './form-check.ts';
import type { FormPlan } from './form-plan.ts';
import { readJson, spotOfPath } from './json-source.ts';
import type { Language } from './language.ts';
import { checkBody, parseBody, type ParsedBody } from './merge-body.ts';
import { gather, TemplateError, type TemplateProblem } from './template-error.ts';
import { packTemplate, readTemplateFiles, type TemplateFiles } from './template-files.ts';
import { templateSchema, type TemplateHead } from './template-schema.ts';
import { withAnnex } from './with-annex.ts';

type Common = Omit<TemplateHead, 'form'> & {
  readonly sample: AgreementFacts;
  /** D64: all its files as they are kept, and their hash: two templates are the same if these are. */
  readonly packed: Uint8Array;
  readonly sha256: string;
};

export type TextTemplate = Common & {
  readonly kind: 'text';
  readonly bodies: Readonly<Record<Language, ParsedBody>>;
};

/** D65: somebody's own PDF form, filled and signed. */
export type FormTemplate = Common & { readonly kind: 'form'; readonly form: FormPlan };

export type LoadedTemplate = TextTemplate | FormTemplate;

/** D4: reads and checks the files of one template's folder. Throws TemplateError. */
export const loadTemplate = async (directory: string): Promise<LoadedTemplate> =>
  parseTemplate(basename(directory), await readTemplateFiles(directory), 'written');

/** Every template in a folder of templates, by its name. Throws TemplateError with what is wrong in any of them. */
export async function loadTemplates(directory: string): Promise<ReadonlyMap<string, LoadedTemplate>> {
  const entries = await readdir(directory, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const templates = new Map<string, LoadedTemplate>();
  const problems: TemplateProblem[] = [];
  for (const folder of folders.toSorted()) {
    try {
      const template = await loadTemplate(join(directory, folder));
      if (templates.has(template.name)) {
        const sentence = `another folder has a template called "${template.name}"`;
        problems.push({ file: `${folder}/template.json`, line: 1, column: 1, sentence });
      }
      templates.set(template.name, template);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new TemplateError(problems);
  return templates;
}

/**
 * D4, D60: a template from its files; `folder` names it in what is told. D102: one that somebody writes is told more than one
 * that was used and is kept, which must be drawn for ever as it was. Throws TemplateError with all that is wrong.
 */
export async function parseTemplate(
  folder: string,
  files: TemplateFiles,
  of: 'written' | 'kept',
): Promise<LoadedTemplate> {
  const problems: TemplateProblem[] = [];
  const text = (name: string) => gather(problems, () => textOf(folder, files, name));
  const json = <Output>(name: string, schema: z.ZodType<Output>): Output | null => {
    const source = text(name);
    return source === null ? null : gather(problems, () => readJson(`${folder}/${name}`, source, schema));
  };
  const head = json<TemplateHead>('template.json', templateSchema);
  const sample = json<AgreementFacts>(
    'sample.json',
    of === 'written' ? agreementFactsSchema.strict() : agreementFactsSchema,
  );
  if (head !== null && sample !== null) problems.push(...unfitSample(folder, head, sample, text('sample.json') ?? ''));
  const bodies = head?.form === undefined ? bodiesOf(folder, text, problems, of) : null;
  const fits = head !== null && sample !== null && !problems.some(({ file }) => file.endsWith('sample.json'));
  if (fits && bodies !== null) {
    for (const language of ['id', 'en'] as const) {
      const body = bodies[language];
      if (body !== null) gather(problems, () => checkBody(body, agreementValues(withAnnex(sample), head, language)));
    }
  }
  const form =
    fits && head.form !== undefined
      ? await checkForm({ folder, head, plan: head.form, sample, files, source: text('template.json') ?? '' }, problems)
      : null;
  if (problems.length > 0 || !fits) throw new TemplateError(problems);
  const packed = packTemplate(files);
  const { form: _, ...own } = head;
  const common = { ...own, sample, packed, sha256: createHash('sha256').update(packed).digest('hex') };
  if (form !== null) return { ...common, kind: 'form', form };
  const { id, en } = bodies ?? { id: null, en: null };
  if (id === null || en === null) throw new TemplateError(problems);
  return { ...common, kind: 'text', bodies: { id, en } };
}

/** D70: whether this template prints the rows of an annex; one that does not is no template for an agreement that has one. */
export const printsAnnex = (template: LoadedTemplate): boolean =>
  template.kind === 'text'
    ? Object.values(template.bodies).every(namesAnnex)
    : template.form.fields.some(({ content }) => namesAnnex(content));
const namesAnnex = ({ source }: ParsedBody): boolean => /\{\{#each (?:en\.)?annex as /.test(source);

function textOf(folder: string, files: TemplateFiles, name: string): string {
  const bytes = files.get(name);
  const refuse = (sentence: string, cause?: unknown) =>
    new TemplateError([{ file: `${folder}/${name}`, line: 1, column: 1, sentence }], { cause });
  if (bytes === undefined) throw refuse('cannot be read');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n');
  } catch (cause) {
    throw refuse('this is no UTF-8 text', cause);
  }
}

function bodiesOf(
  folder: string,
  text: (name: string) => string | null,
  problems: TemplateProblem[],
  of: 'written' | 'kept',
): Readonly<Record<Language, ParsedBody | null>> {
  const read = (language: Language): ParsedBody | null => {
    const name = `body.${language}.md`;
    const source = text(name);
    if (source === null) return null;
    problems.push(...checkMarkdown(source, `${folder}/${name}`, language));
    if (of === 'written') problems.push(...checkStyle(source, `${folder}/${name}`));
    return gather(problems, () => parseBody(source, `${folder}/${name}`));
  };
  return { id: read('id'), en: read('en') };
}

/** D62: the sample has whom and what the template speaks of, or its text could not be checked. */
function unfitSample(
  folder: string,
  head: TemplateHead,
  sample: AgreementFacts,
  source: string,
): readonly TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const refuse = (path: readonly PropertyKey[], sentence: string): void => {
    problems.push({ file: `${folder}/sample.json`, ...spotOfPath(source, path), sentence });
  };
  for (const party of head.parties) {
    if (!sample.parties.some(({ field }) => field === party))
      refuse(['parties'], `the sample needs a party "${party}"`);
  }
  sample.parties.forEach(({ field }, index) => {
    if (!head.parties.includes(field)) refuse(['parties', index, 'field'], `the template has no party "${field}"`);
  });
  const witness = head.signatures.find(({ field }) => !head.parties.includes(field))?.field;
  if (witness !== undefined && sample.witness?.field !== witness) {
    refuse(['witness'], `the sample needs a witness with the field "${witness}"`);
  }
  if (witness === undefined && sample.witness !== null) refuse(['witness'], 'nobody witnesses by this template');
  if (!head.kinds.includes(sample.kind)) refuse(['kind'], `the template is not for a ${sample.kind}`);
  if (sample.targets.length === 0) refuse(['targets'], 'the sample needs yearly targets');
  return problems;
}
