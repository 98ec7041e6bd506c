import { expect } from 'vitest';
import { readCeremonyFolder } from '#cli/read-ceremony-folder';
import { filesOf, folderWith, smallCeremony, type SmallCeremony } from '#support/small-ceremony';

// What reading says of a folder, one problem a line: file, row, column, code. Every problem must bring a sentence.

type Files = Readonly<Record<string, string | Uint8Array>>;

export async function problemsIn(files: Files): Promise<readonly string[]> {
  await using folder = await folderWith(files);
  const read = await readCeremonyFolder(folder.dir);
  if (read.ok) return [];
  for (const problem of read.problems) expect(problem.message).toMatch(/^\S.{15,}[.?!]$/s);
  return read.problems.map(({ file, row, column, code }) => `${file} ${row ?? '-'} ${column ?? '-'} ${code}`);
}

export async function problemsAfter(change: (ceremony: SmallCeremony) => void): Promise<readonly string[]> {
  const ceremony = smallCeremony();
  change(ceremony);
  return problemsIn(filesOf(ceremony));
}

export async function problemsWithFile(name: string, content: string | Uint8Array): Promise<readonly string[]> {
  return problemsIn({ ...filesOf(smallCeremony()), [name]: content });
}
