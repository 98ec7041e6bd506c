import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { AgreementFacts } from '#contract/agreement-facts';
import { SIGNING_ORDERS } from '#contract/constants';
import { agreementValues } from './agreement-values.ts';
import { agreementFactsSchema } from './facts-schema.ts';
import type { Language } from './language.ts';
import { checkBody, parseBody, type ParsedBody } from './merge-body.ts';
import { type SourceSpot, spotAt, TemplateError } from './template-error.ts';

const label = z.object({ id: z.string().min(1), en: z.string().min(1) });
const field = z.string().regex(/^[a-z][a-z0-9-]*$/);

const templateSchema = z.strictObject({
  name: field,
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  title: label,
  languages: z.tuple([z.literal('id'), z.literal('en')]),
  prevailingLanguage: z.enum(['id', 'en']),
  parties: z.tuple([field, field]),
  /** D32: whether the parties sign one after another or side by side. */
  order: z.enum(SIGNING_ORDERS),
  signatures: z.array(z.strictObject({ field, label })).min(1),
  certification: label,
});

export type LoadedTemplate = Readonly<z.infer<typeof templateSchema>> & {
  readonly bodies: Readonly<Record<Language, ParsedBody>>;
  readonly sample: AgreementFacts;
};

/** D4: reads `template.json`, `body.id.md`, `body.en.md` and `sample.json` of one folder. Throws TemplateError. */
export async function loadTemplate(directory: string): Promise<LoadedTemplate> {
  const [head, sample, id, en] = await Promise.all([
    readJson(directory, 'template.json', templateSchema),
    readJson(directory, 'sample.json', agreementFactsSchema),
    readText(directory, 'body.id.md'),
    readText(directory, 'body.en.md'),
  ]);
  const bodies = { id: parseBody(id.source, id.file), en: parseBody(en.source, en.file) };
  const template = { ...head, bodies, sample };
  if (sample.witness === null || sample.targets.length === 0) {
    const spot = { line: 1, column: 1 };
    throw new TemplateError(`${head.name}/sample.json`, spot, 'the sample needs a witness and yearly targets');
  }
  for (const language of head.languages) checkBody(bodies[language], agreementValues(sample, template, language));
  return template;
}

type SourceFile = { readonly file: string; readonly source: string };

async function readText(directory: string, name: string): Promise<SourceFile> {
  const file = `${basename(directory)}/${name}`;
  try {
    return { file, source: (await readFile(join(directory, name), 'utf8')).replaceAll('\r\n', '\n') };
  } catch (cause) {
    throw new TemplateError(file, { line: 1, column: 1 }, 'cannot be read', { cause });
  }
}

async function readJson<Schema extends z.ZodType>(directory: string, name: string, schema: Schema) {
  const { file, source } = await readText(directory, name);
  const parsed = schema.safeParse(parseJson(file, source));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path ?? [];
  throw new TemplateError(file, spotOfPath(source, path), `${path.join('.') || 'the file'}: ${issue?.message}`);
}

function parseJson(file: string, source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (cause) {
    const position = cause instanceof Error ? /position (\d+)/.exec(cause.message)?.[1] : undefined;
    const offset = position === undefined ? source.length : Number(position);
    throw new TemplateError(file, spotAt(source, offset), 'this is no JSON', { cause });
  }
}

// JSON.parse keeps no positions: follow the path through the text, each name and each place in a list after the one before.
function spotOfPath(source: string, path: readonly PropertyKey[]): SourceSpot {
  let offset = 0;
  for (const step of path) {
    const found =
      typeof step === 'number' ? elementAt(source, offset, step) : source.indexOf(`"${String(step)}"`, offset);
    if (found >= 0) offset = found;
  }
  return spotAt(source, offset);
}

/** Where the element `wanted` of the next list after `from` starts; -1 when there is none. */
function elementAt(source: string, from: number, wanted: number): number {
  let depth = 0;
  let element = 0;
  for (const token of source.slice(from).matchAll(/"(?:[^"\\]|\\.)*"|[^\s"]/g)) {
    if (depth === 1 && element === wanted && token[0] !== ',') return from + token.index;
    if (depth > 0 && '{['.includes(token[0])) depth += 1;
    else if (depth === 0 && token[0] === '[') depth = 1;
    else if (depth > 0 && '}]'.includes(token[0])) depth -= 1;
    else if (depth === 1 && token[0] === ',') element += 1;
  }
  return -1;
}
