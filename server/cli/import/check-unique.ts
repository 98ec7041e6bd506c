import type { Report } from './import-problem.ts';
import type { Table } from './read-table.ts';

type UniqueColumn = {
  readonly table: Table<unknown>;
  readonly column: string;
  /** What the text is unique within, such as the company whose own number it is; everything by default. */
  readonly within?: string;
};

/** I10: one text stands once in all these columns together; the later one is reported. */
export function checkUnique(what: string, columns: readonly UniqueColumn[], report: Report): void {
  const first = new Map<string, string>();
  for (const { table, column, within } of columns) {
    for (const { row, raw } of table.rows) {
      const text = raw[column] ?? '';
      if (text === '') continue;
      const key = `${within === undefined ? '' : (raw[within] ?? '')}\n${text}`;
      const earlier = first.get(key);
      if (earlier === undefined) {
        first.set(key, `${table.file}, row ${row}`);
        continue;
      }
      const message = `The ${what} "${text}" is taken already (${earlier}). Give each its own.`;
      report({ file: table.file, row, column, code: 'duplicate', message });
    }
  }
}
