import { basename, join } from 'node:path';
import { readPlainFile } from '#platform/plain-file';
import { TemplateError, type TemplateProblem } from './template-error.ts';

/** The files of one template by name, byte for byte. */
export type TemplateFiles = ReadonlyMap<string, Uint8Array>;

/** All that a template can consist of; other files in its folder are none of its business. */
const NAMES = ['body.en.md', 'body.id.md', 'form.pdf', 'sample.json', 'template.json'] as const;

/** A form brings pictures and fonts of its own; more than this is no form. */
export const MAX_TEMPLATE_FILE = 20 * 1024 * 1024;

/** Of words; the longest contract has a tenth of it. */
const MAX_TEXT_FILE = 2 * 1024 * 1024;

/** D93: nothing but files of the folder itself, each looked at before it is read. Throws TemplateError. */
export async function readTemplateFiles(directory: string): Promise<TemplateFiles> {
  const problems: TemplateProblem[] = [];
  const read = await Promise.all(
    NAMES.map(async (name): Promise<[string, Uint8Array] | null> => {
      const most = name === 'form.pdf' ? MAX_TEMPLATE_FILE : MAX_TEXT_FILE;
      const file = await readPlainFile(join(directory, name), most);
      if (file.ok) return [name, file.bytes];
      const sentence = {
        missing: null,
        // Said by whoever needs the file.
        unreadable: null,
        link: 'is a link to another place; put the file itself there',
        'no-file': 'is not a file',
        'too-large': `is larger than ${most / 1024 / 1024} MB`,
      }[file.why];
      if (sentence !== null) problems.push({ file: `${basename(directory)}/${name}`, line: 1, column: 1, sentence });
      return null;
    }),
  );
  if (problems.length > 0) throw new TemplateError(problems);
  return new Map(read.filter((file) => file !== null));
}

const HEAD = 'teken-template 1\n';

/** D64: all files of a template as one run of bytes: a head line, then for each file, by name, `name length` and its bytes. */
export const packTemplate = (files: TemplateFiles): Uint8Array =>
  Buffer.concat([
    Buffer.from(HEAD),
    ...[...files]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([name, bytes]) => [Buffer.from(`${name} ${bytes.length}\n`), bytes, Buffer.from('\n')]),
  ]);

/** Of what `packTemplate` made; throws for anything else. */
export function unpackTemplate(packed: Uint8Array): TemplateFiles {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  if (bytes.toString('latin1', 0, HEAD.length) !== HEAD) throw new RangeError('These bytes are no template.');
  const files = new Map<string, Uint8Array>();
  for (let at = HEAD.length; at < bytes.length;) {
    const end = bytes.indexOf('\n', at);
    const [name, length] = bytes.toString('latin1', at, end).split(' ');
    const size = Number(length);
    if (end < 0 || name === undefined || !Number.isSafeInteger(size) || end + size + 2 > bytes.length) {
      throw new RangeError('These bytes are no template.');
    }
    files.set(name, bytes.subarray(end + 1, end + 1 + size));
    at = end + size + 2;
  }
  return files;
}
