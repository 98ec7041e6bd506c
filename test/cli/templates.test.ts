import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readCeremonyFolder } from '#cli/read-ceremony-folder';
import { problemsAfter } from '#support/import-problems';
import { sampleFormTemplate } from '#support/sample-form';
import { filesOf, folderWith, smallCeremony } from '#support/small-ceremony';

const OWN = fileURLToPath(new URL('../../templates/partnership-agreement', import.meta.url));

const named = (template: string, more: Record<string, string> = {}) =>
  problemsAfter(({ agreements }) => {
    for (const row of agreements) row['template'] = '';
    Object.assign(agreements[1] ?? {}, { template, ...more });
  });

test('[I41] a row may name its template; without one it is the partnership agreement', async () => {
  expect(await named('memorandum-of-understanding', { kind: 'pre-contract' })).toEqual([]);
  expect(await named('memorandum-of-understandin')).toEqual(['agreements.csv 3 template unknown-template']);
  await using folder = await folderWith(filesOf(smallCeremony()));
  const read = await readCeremonyFolder(folder.dir);
  expect(read).toMatchObject({ plan: { agreements: [{ template: 'partnership-agreement' }, {}] } });
  expect(read).not.toHaveProperty('plan.templates');
});

const withTemplates = async (prepare: (templates: string) => Promise<unknown>, more: Record<string, string> = {}) => {
  const ceremony = smallCeremony();
  for (const row of ceremony.agreements) Object.assign(row, { template: '', ...more });
  await using folder = await folderWith(filesOf(ceremony));
  await mkdir(join(folder.dir, 'templates'));
  await prepare(join(folder.dir, 'templates'));
  const read = await readCeremonyFolder(folder.dir);
  return read.ok ? read.plan : read.problems.map(({ file, column, code, message }) => [file, column, code, message]);
};

test('[I42] templates beside the six files come along, whole', async () => {
  const plan = await withTemplates(sampleFormTemplate, { template: 'own-form' });
  expect(plan).toMatchObject({
    agreements: [{ template: 'own-form' }, { template: 'own-form' }],
    templates: [{ name: 'own-form', version: '1.0.0' }],
  });
});

test('[I42] every mistake in such a template is told with file, line and column', async () => {
  const problems = await withTemplates((templates) =>
    sampleFormTemplate(templates, {
      head: ({ form }) => {
        form.fields['nomor'] = '{{nomer}}';
        form.fields['nilai'] = '{{worth}}';
      },
    }),
  );
  expect(problems).toEqual([
    [
      'templates/own-form/template.json',
      null,
      'template',
      expect.stringMatching(/^Line \d+, column \d+: nothing is called "nomer"/),
    ],
    [
      'templates/own-form/template.json',
      null,
      'template',
      expect.stringMatching(/^Line \d+, column \d+: nothing is called "worth"/),
    ],
  ]);
});

const copy = (templates: string) => cp(OWN, join(templates, 'mine'), { recursive: true });

test('[I42] a template of the house’s own name with other content is refused, the same content is not', async () => {
  expect(await withTemplates(copy)).toHaveProperty('agreements');
  const changed = await withTemplates(async (templates) => {
    await copy(templates);
    const path = join(templates, 'mine', 'body.id.md');
    await writeFile(path, (await readFile(path, 'utf8')).replace('tentang', 'perihal'));
  });
  const file = 'templates/partnership-agreement/template.json';
  expect(changed).toEqual([[file, 'name', 'duplicate', expect.stringContaining('Give yours another name')]]);
});

test('[I43] a memorandum is no contract', async () => {
  expect(await named('memorandum-of-understanding')).toEqual(['agreements.csv 3 kind wrong-kind']);
});

test('[I43] a template has places for those who sign by it, and the text in the languages of the row', async () => {
  const problems = await withTemplates(
    async (templates) => {
      const folder = await sampleFormTemplate(templates, {
        head: (head) => {
          head['signatures'] = (head['signatures'] as unknown[]).slice(0, 2);
          head.form.signatures = head.form.signatures.filter(({ field }) => field !== 'witness-1');
        },
      });
      const path = join(folder, 'sample.json');
      const sample = JSON.parse(await readFile(path, 'utf8')) as object;
      await writeFile(path, JSON.stringify({ ...sample, witness: null }));
    },
    { template: 'own-form', language: 'id-en' },
  );
  const row = [
    ['agreements.csv', 'witness', 'must-be-empty', expect.stringContaining('Nobody witnesses')],
    ['agreements.csv', 'language', 'word', expect.stringContaining('has no English text')],
  ];
  expect(problems).toEqual([...row, ...row]);
});
