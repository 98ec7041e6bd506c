// npm run -s sign-sample -- --out DIR [--count N] [--signatures N] [--level LEVEL] [--key KEY] [--lang LANGUAGE] [--template DIR]
import { join } from 'node:path';
import { languagesOf } from '#documents/language';
import { loadTemplate, type LoadedTemplate } from '#documents/template';
import { TemplateError } from '#documents/template-error';
import { systemClock } from '#platform/clock';
import { AskedWrongly, readArguments, runCommand } from './command-line.ts';
import { makeOutFolder, writeOut } from './out-place.ts';
import { LEVELS, makeSamples, numberOf, type SampleOrder } from './sign-sample/make-samples.ts';
import { KEYS } from './sign-sample/sample-signers.ts';

const LANGUAGES = ['id', 'en', 'id-en'] as const;
const MOST = 1000;

const USAGE = `Usage: npm run -s sign-sample -- --out DIR [--count N] [--signatures N] [--level LEVEL] [--key KEY] [--lang LANGUAGE] [--template DIR]

--out         folder for contoh-001.pdf and so on, root.pem, crl.der (of the signatories' issuer) and crl.pem (and of the root)
--count       how many agreements: 1 to ${MOST}; 1 when it is not given
--signatures  how many sign each after the organiser has certified it: 1 or 2 parties, 3 with the seal, 4 with a witness too; 4 when it is not given
--level       ${LEVELS.join(', ')}; B-LTA when it is not given
--key         ${KEYS.join(', ')}; ec when it is not given
--lang        ${LANGUAGES.join(', ')}; id when it is not given

--template    folder of a template of your own, a text or a form, with its sample.json; the partnership agreement when it is not given

Everything in them is invented and marked as a sample (CONTOH). The keys are made for this run and thrown away.`;

const wrong = (sentence: string): AskedWrongly => new AskedWrongly(`${sentence}\n\n${USAGE}`);

function wordOf<const Word extends string>(option: string, words: readonly Word[], given: string): Word {
  const found = words.find((word) => word === given);
  if (found === undefined) throw wrong(`--${option} is one of ${words.join(', ')}, not "${given}".`);
  return found;
}

function countOf(option: string, most: number, given: string): number {
  const count = /^\d{1,6}$/.test(given) ? Number(given) : 0;
  if (count < 1 || count > most) throw wrong(`--${option} is a number from 1 to ${most}, not "${given}".`);
  return count;
}

/** A template of the caller's own, which has to be without mistakes and to have the language. */
async function templateIn(dir: string, language: SampleOrder['language']): Promise<LoadedTemplate> {
  try {
    const template = await loadTemplate(dir);
    const lacking = languagesOf(language).find((one) => !template.languages.includes(one));
    if (lacking !== undefined) throw wrong(`The template ${template.name} has no text in "${lacking}".`);
    return template;
  } catch (error) {
    if (error instanceof TemplateError) throw new AskedWrongly(error.message, { cause: error });
    throw error;
  }
}

function readOrder(): SampleOrder & { readonly out: string; readonly from: string | undefined } {
  const text = { type: 'string' } as const;
  const { values } = readArguments(USAGE, {
    options: { out: text, count: text, signatures: text, level: text, key: text, lang: text, template: text },
  });
  if (!values.out) throw wrong('--out names the folder to write to.');
  return {
    out: values.out,
    from: values.template,
    count: countOf('count', MOST, values.count ?? '1'),
    signatures: countOf('signatures', 4, values.signatures ?? '4'),
    level: wordOf('level', LEVELS, values.level ?? 'B-LTA'),
    key: wordOf('key', KEYS, values.key ?? 'ec'),
    language: wordOf('lang', LANGUAGES, values.lang ?? 'id'),
  };
}

/** Exit code: 0 written, 2 wrong usage. */
await runCommand(async () => {
  const { out, from, ...asked } = readOrder();
  const order = from === undefined ? asked : { ...asked, template: await templateIn(from, asked.language) };
  makeOutFolder(out);
  const { documents, rootPem, crls } = await makeSamples(order, systemClock);
  const files = new Map<string, string | Uint8Array>([
    ...documents.map((document, index) => [`contoh-${numberOf(index + 1)}.pdf`, document] as const),
    ['root.pem', `${rootPem.trim()}\n`],
    ['crl.der', crls[0]],
    ['crl.pem', crls.map(pemOf).join('')],
  ]);
  for (const [name, content] of files) writeOut(join(out, name), content);
  console.log(`${documents.length} signed at level ${order.level} in ${out}`);
  return 0;
});

function pemOf(crl: Uint8Array): string {
  const lines =
    Buffer.from(crl)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN X509 CRL-----\n${lines.join('\n')}\n-----END X509 CRL-----\n`;
}
