import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { codeOf } from './cells.ts';
import type { CeremonyFile, Report } from './import-problem.ts';
import { matchColumns, withoutTrailingBlanks } from './match-columns.ts';

export type Row<T> = {
  /** As a spreadsheet counts: the header is row 1. */
  readonly row: number;
  /** Every cell's text by column, trimmed; `''` where it is empty. */
  readonly raw: Readonly<Record<string, string>>;
  /** Null when a cell of the row was refused. */
  readonly cells: T | null;
};

export type Table<T> = {
  readonly file: CeremonyFile;
  /** False when not every row could be reached: then nobody can say that something is missing from them. */
  readonly readable: boolean;
  readonly rows: readonly Row<T>[];
};

/** A nationwide ceremony has some hundreds; millions of blank lines would only fill the memory. */
const MAX_ROWS = 100_000;
const MAX_ROW_LENGTH = 100_000;
/** In as many rows the column with the separator is looked for; more problems are not listed anyway (I19). */
const MAX_SOUGHT = 200;

/** Reads comma- or semicolon-separated text into rows as `schema` describes them: one key a column. */
export function readTable<S extends z.ZodObject>(
  file: CeremonyFile,
  text: string | null,
  schema: S,
  report: Report,
): Table<z.output<S>> {
  const unreadable = { file, readable: false, rows: [] };
  if (text === null) return unreadable;
  const records = splitCells(file, text, report);
  if (records === null) return unreadable;
  const columns = matchColumns(file, records[0] ?? [], schema, report);
  if (columns === null) return unreadable;

  const header = records[0]?.length ?? 0;
  const rows: Row<z.output<S>>[] = [];
  let overlong = 0;
  for (const [index, record] of records.entries()) {
    const filled = withoutTrailingBlanks(record).length;
    if (index === 0 || filled === 0) continue;
    const row = index + 1;
    const raw = underColumns(record, columns);
    const parsed = schema.safeParse(raw);
    const issues = parsed.error?.issues ?? [];
    const surplus = Math.max(filled - columns.length, record.length - header);
    const isOverlong = filled > columns.length;
    if (surplus > 0 && (isOverlong || issues.length > 0)) {
      // I8: its cells stand under other columns than their own, and whatever else they seem to say is untrue.
      const meant = overlong < MAX_SOUGHT ? columnsWithSeparator(record, surplus, columns, schema) : [];
      if (isOverlong || meant.length > 0) {
        overlong += 1;
        const where = meant.length > 1 && meant.length <= 3 ? ` It is probably ${meant.join(' or ')}.` : '';
        const message = `The row has ${columns.length + surplus} cells, the header ${columns.length}. Put quotes around a text that contains the separator.${where}`;
        const column = meant.length === 1 ? (meant[0] ?? null) : null;
        report({ file, row, column, code: 'too-many-cells', message });
        continue;
      }
    }
    for (const issue of issues) {
      report({ file, row, column: String(issue.path[0] ?? ''), code: codeOf(issue), message: issue.message });
    }
    rows.push({ row, raw, cells: parsed.success ? parsed.data : null });
  }
  return { file, readable: overlong === 0, rows };
}

const underColumns = (record: readonly string[], columns: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(columns.map((column, place) => [column, (record[place] ?? '').trim().normalize('NFC')]));

/** The columns that make a good row of an overlong one when the surplus belongs to one of them. */
function columnsWithSeparator(
  record: readonly string[],
  surplus: number,
  columns: readonly string[],
  schema: z.ZodObject,
): readonly string[] {
  const parts = surplus + 1;
  return columns.filter((_, place) => {
    const text = record.slice(place, place + parts).join(', ');
    const mended = [...record.slice(0, place), text, ...record.slice(place + parts)];
    return schema.safeParse(underColumns(mended, columns)).success;
  });
}

/** Empty lines stay, so that a record's index is its row in the spreadsheet. */
function splitCells(file: CeremonyFile, text: string, report: Report): readonly (readonly string[])[] | null {
  try {
    const records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      // I4: spelt out, for files that were edited on more than one system mix them.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      to: MAX_ROWS + 1,
      max_record_size: MAX_ROW_LENGTH,
    });
    if (records.length <= MAX_ROWS) return records;
    const message = `${file} has more than ${MAX_ROWS} rows. Remove what is not part of the table.`;
    report({ file, row: null, column: null, code: 'too-large', message });
    return null;
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const row = typeof cause['records'] === 'number' ? cause['records'] + 1 : null;
    const message = `The table breaks off here: ${cause.message}. Check the quotation marks: a quote inside a quoted cell is written twice.`;
    report({ file, row, column: null, code: 'malformed', message });
    return null;
  }
}

/** Excel writes semicolons where the comma is the decimal sign, as in Indonesia; the header tells. */
function delimiterOf(text: string): ',' | ';' {
  const header = text.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  return header.split(';').length > header.split(',').length ? ';' : ',';
}
