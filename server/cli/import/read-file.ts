import { join } from 'node:path';
import type { CeremonyFile, Report } from './import-problem.ts';
import { nearestWord } from '#platform/nearest-word';
import { readPlainFile } from '#platform/plain-file';

/** A whole nationwide ceremony is about 300 kB; what is larger by far is some other file. */
const MAX_FILE_BYTES = 20 * 1024 * 1024;

/**
 * The text of one file of the folder, without its byte order mark; null when it cannot be had, which is then reported.
 * `present` are the names of the files in the folder, to say which one was probably meant.
 */
export async function readText(
  dir: string,
  file: CeremonyFile,
  present: readonly string[],
  report: Report,
): Promise<string | null> {
  const bytes = await readBytes(dir, file, present, report);
  if (bytes === null) return null;
  try {
    // I5: strict decoding. A silent replacement character would end up in somebody's name on a contract.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const message = `${file} is not UTF-8 text. In Excel choose "Save as", then "CSV UTF-8 (Comma delimited)".`;
    report({ file, row: null, column: null, code: 'encoding', message });
    return null;
  }
}

async function readBytes(
  dir: string,
  file: CeremonyFile,
  present: readonly string[],
  report: Report,
): Promise<Uint8Array | null> {
  const whole = { file, row: null, column: null } as const;
  // D93: no link to another place of this machine, and nothing read before its size is known.
  const read = await readPlainFile(join(dir, file), MAX_FILE_BYTES);
  if (read.ok) return read.bytes;
  switch (read.why) {
    case 'no-file':
      report({ ...whole, code: 'unreadable-file', message: `${file} is not a file. Put a file of that name there.` });
      return null;
    case 'link': {
      const message = `${file} is a link to another place. Put the file itself into the folder.`;
      report({ ...whole, code: 'unreadable-file', message });
      return null;
    }
    case 'too-large': {
      const size = Math.ceil(read.size / 1024 / 1024);
      report({ ...whole, code: 'too-large', message: `${file} has ${size} MB; at most 20 MB are read.` });
      return null;
    }
    case 'missing': {
      const others = present.filter((name) => name !== file);
      const meant = nearestWord(file, others) ?? others.find((name) => stemOf(name) === stemOf(file));
      const hint = meant === undefined ? '' : ` "${meant}" is there: was it meant? Save it as ${file}.`;
      report({ ...whole, code: 'missing-file', message: `${file} is missing from the folder.${hint}` });
      return null;
    }
    case 'unreadable': {
      const reason = read.cause instanceof Error ? read.cause.message : String(read.cause);
      report({ ...whole, code: 'unreadable-file', message: `${file} cannot be read: ${reason}` });
      return null;
    }
  }
}

function stemOf(name: string): string {
  return name.toLowerCase().replace(/\.[^.]*$/, '');
}
