import type { z } from 'zod';
import { nearestWord } from '#platform/nearest-word';
import { type SourceSpot, spotAt, TemplateError, type TemplateProblem } from './template-error.ts';

/** D60: JSON by a schema; every mistake is told at its place. Throws TemplateError. */
export function readJson<Schema extends z.ZodType>(file: string, source: string, schema: Schema): z.output<Schema> {
  const written = parseJson(file, source);
  const parsed = schema.safeParse(written);
  if (parsed.success) return parsed.data;
  throw new TemplateError(parsed.error.issues.flatMap((issue) => problemsOf(issue, { file, source, schema, written })));
}

function parseJson(file: string, source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (cause) {
    const position = cause instanceof Error ? /position (\d+)/.exec(cause.message)?.[1] : undefined;
    const spot = spotAt(source, position === undefined ? source.length : Number(position));
    throw new TemplateError([{ file, ...spot, sentence: 'this is no JSON' }], { cause });
  }
}

type Read = { readonly file: string; readonly source: string; readonly schema: z.ZodType; readonly written: unknown };

function problemsOf(issue: z.core.$ZodIssue, { file, source, schema, written }: Read): TemplateProblem[] {
  const told = (path: readonly PropertyKey[], sentence: string): TemplateProblem => ({
    file,
    ...spotOfPath(source, path),
    sentence,
  });
  const place = issue.path.join('.') || 'the file';
  if (issue.code === 'unrecognized_keys') {
    const known = 'shape' in schema && typeof schema.shape === 'object' ? Object.keys(schema.shape ?? {}) : [];
    return issue.keys.map((key) => {
      const meant = nearestWord(key, known);
      const hint = meant === null ? '' : `; "${meant}" is probably meant`;
      return told([...issue.path, key], `${place}: nothing is called "${key}" here${hint}`);
    });
  }
  const isMissing = issue.path.length > 0 && valueAt(written, issue.path) === undefined;
  return [told(issue.path, `${place}: ${isMissing ? 'is missing' : issue.message}`)];
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, step) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined),
    value,
  );

/**
 * Where a value stands: JSON.parse keeps no positions, so the path is followed through the text, each name and each
 * place in a list after the one before. What is missing is told where it should stand.
 */
export function spotOfPath(source: string, path: readonly PropertyKey[]): SourceSpot {
  let offset = 0;
  for (const step of path) {
    const found =
      typeof step === 'number' ? elementAt(source, offset, step) : source.indexOf(JSON.stringify(String(step)), offset);
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
