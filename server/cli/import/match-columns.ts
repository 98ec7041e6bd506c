import type { z } from 'zod';
import type { CeremonyFile, Report } from './import-problem.ts';
import { nearestWord } from '#platform/nearest-word';

/** The header's columns in their order, under their proper names; null when a column is missing, unknown or there twice. */
export function matchColumns(
  file: CeremonyFile,
  header: readonly string[],
  schema: z.ZodObject,
  report: Report,
): readonly string[] | null {
  const known = Object.keys(schema.shape);
  const written = withoutTrailingBlanks(header).map((name) =>
    name
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_'),
  );
  const missing = new Set(known.filter((name) => !written.includes(name)));
  const place = { file, row: 1 } as const;
  let isWhole = true;
  const refuse: Report = (problem) => {
    isWhole = false;
    report(problem);
  };

  for (const [index, name] of written.entries()) {
    if (known.includes(name)) {
      if (written.indexOf(name) === index) continue;
      const message = `The column "${name}" is there twice. Remove one of them.`;
      refuse({ ...place, column: name, code: 'duplicate-column', message });
      continue;
    }
    const column = header[index]?.trim() ?? name;
    const meant = nearestWord(name, missing);
    if (meant === null) {
      const message = `There is no column "${column}" in ${file}. Remove it; the columns are ${known.join(', ')}.`;
      refuse({ ...place, column, code: 'unknown-column', message });
    } else {
      missing.delete(meant);
      const message = `There is no column "${column}" in ${file}. It is probably meant to be "${meant}".`;
      refuse({ ...place, column, code: 'misspelt-column', message });
    }
  }
  for (const name of missing) {
    // A column that may be left out takes an absent cell as well.
    if (schema.shape[name]?.safeParse(undefined).success === true) continue;
    const message = `The column "${name}" is missing from ${file}. Add it to the first row.`;
    refuse({ ...place, column: name, code: 'missing-column', message });
  }
  return isWhole ? written : null;
}

/** Spreadsheets leave empty columns behind at the right. */
export function withoutTrailingBlanks(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);
}
