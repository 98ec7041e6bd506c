// npm run -s template -- check DIR | proof DIR --out FILE | list
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { renderAgreement } from '#documents/render-agreement';
import { loadTemplate, type LoadedTemplate } from '#documents/template';
import { formatTemplateProblem, TemplateError } from '#documents/template-error';
import { UnfitFactsError } from '#documents/form-fill';
import { UnprintableTextError } from '#documents/text';
import { systemClock } from '#platform/clock';
import { randomBytes } from '#platform/random';
import { AskedWrongly, readArguments, runCommand } from './command-line.ts';
import { writeOut } from './out-place.ts';
import { shippedTemplates } from './shipped-templates.ts';

const USAGE = `Usage: npm run -s template -- check DIR
       npm run -s template -- proof DIR --out FILE
       npm run -s template -- list

check  reads the template in DIR and says everything that is wrong with it, by file, line and column.
proof  writes its document with the facts of its sample.json, marked KONSEP and CONTOH, as a PDF.
list   names the templates that Teken brings.`;

const describe = ({ name, version, kind, order, layout, languages, signatures, title }: LoadedTemplate): string =>
  [
    `${name}@${version}`,
    kind,
    order,
    kind === 'form' ? '-' : layout,
    languages.join('+'),
    signatures.map(({ field }) => field).join(' '),
    title.id,
  ].join('\t');

const folderOf = async (dir: string | undefined, more: readonly string[]): Promise<string> => {
  if (dir === undefined || more.length > 0) throw new AskedWrongly(USAGE);
  const folder = resolve(dir);
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new AskedWrongly(`${dir} is no folder.`);
  return folder;
};

const check = async (dir: string): Promise<number> => {
  const template = await loadTemplate(dir);
  console.log(`${template.name}@${template.version}: nothing is wrong with it.`);
  if (template.kind === 'form' && template.form.foreignFonts.length > 0) {
    console.log(
      `The form does not bring along ${template.form.foreignFonts.join(', ')}; readers may show other letters.`,
    );
  }
  return 0;
};

/** D30: a proof of a sample, so that nobody takes it for an agreement. */
const proof = async (dir: string, out: string): Promise<number> => {
  const template = await loadTemplate(dir);
  const { bytes, pages } = await renderAgreement(
    { ...template.sample, sample: true },
    { template, at: systemClock.now(), documentId: randomBytes(16), proof: true },
  );
  writeOut(out, bytes);
  console.log(`${template.name}@${template.version}: ${pages} pages written to ${out}.`);
  return 0;
};

/** Exit code: 0 done, 1 the template has mistakes, 2 wrong usage. */
await runCommand(async () => {
  const { values, positionals } = readArguments(USAGE, {
    allowPositionals: true,
    options: { out: { type: 'string' } },
  });
  const [command, dir, ...more] = positionals;
  try {
    if (command === 'check' && values.out === undefined) return await check(await folderOf(dir, more));
    if (command === 'proof' && values.out !== undefined) return await proof(await folderOf(dir, more), values.out);
  } catch (error) {
    if (error instanceof UnfitFactsError || error instanceof UnprintableTextError) console.error(error.message);
    else if (error instanceof TemplateError)
      for (const told of error.problems) console.error(formatTemplateProblem(told));
    else throw error;
    return 1;
  }
  if (command !== 'list' || dir !== undefined || values.out !== undefined) throw new AskedWrongly(USAGE);
  for (const template of (await shippedTemplates()).values()) console.log(describe(template));
  return 0;
});
