import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { codeOf } from './cells.ts';
import type { CeremonyFile, Report } from './import-problem.ts';
import { matchColumns } from './match-columns.ts';

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
  /** False when the rows could not be reached at all: then nobody can say that something is missing from them. */
  readonly readable: boolean;
  readonly rows: readonly Row<T>[];
};

/** A nationwide ceremony has some hundreds; millions of blank lines would only fill the memory. */
const MAX_ROWS = 100_000;
const MAX_ROW_LENGTH = 100_000;

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

  const rows: Row<z.output<S>>[] = [];
  for (const [index, record] of records.entries()) {
    if (index === 0 || record.every((cell) => cell.trim() === '')) continue;
    const row = index + 1;
    if (record.slice(columns.length).some((cell) => cell.trim() !== '')) {
      const message = `The row has ${record.length} cells, the header ${columns.length}. Put quotes around a text that contains the separator.`;
      report({ file, row, column: null, code: 'too-many-cells', message });
    }
    const raw = Object.fromEntries(
      columns.map((column, place) => [column, (record[place] ?? '').trim().normalize('NFC')]),
    );
    const parsed = schema.safeParse(raw);
    for (const issue of parsed.error?.issues ?? []) {
      report({ file, row, column: String(issue.path[0] ?? ''), code: codeOf(issue), message: issue.message });
    }
    rows.push({ row, raw, cells: parsed.success ? parsed.data : null });
  }
  return { file, readable: true, rows };
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
