import { printsAnnex, type LoadedTemplate } from '#documents/template';
import { MAX_SPELLED } from '#documents/terbilang';
import { rowsById, type CeremonyTables } from './ceremony-tables.ts';
import { DEFAULT_TEMPLATE } from './check-templates.ts';
import type { ImportProblemCode, Report } from './import-problem.ts';

const MOST_ROWS = 200;

/** I64: each row belongs to an agreement whose template prints it; at most 200 to one, and their sum can be written out. */
export function checkAnnexes(
  { annexes, agreements }: CeremonyTables,
  templates: ReadonlyMap<string, LoadedTemplate>,
  report: Report,
): void {
  const agreementById = rowsById(agreements);
  const counted = new Map<string, { rows: number; sum: number }>();
  for (const { row, raw, cells } of annexes.rows) {
    const refuse = (column: string, code: ImportProblemCode, message: string): void =>
      report({ file: annexes.file, row, column, code, message });
    const id = raw['agreement'] ?? '';
    const agreement = agreementById.get(id);
    if (id === '') continue;
    if (agreement === undefined) {
      if (!agreements.readable) continue;
      const message = `There is no agreement "${id}" in agreements.csv. Correct the id or add the agreement.`;
      refuse('agreement', 'unknown-agreement', message);
      continue;
    }
    const known = counted.get(id) ?? { rows: 0, sum: 0 };
    counted.set(id, { rows: known.rows + 1, sum: known.sum + (cells === null ? 0 : cells.quantity * cells.price) });
    if (known.rows === 0) {
      const name = agreement.cells?.template ?? DEFAULT_TEMPLATE;
      const template = templates.get(name);
      if (template !== undefined && !printsAnnex(template)) {
        const message = `The template "${name}" of "${id}" prints no annex. Choose another template, or remove the rows.`;
        refuse('agreement', 'template', message);
      }
    }
    if (known.rows === MOST_ROWS) {
      refuse('agreement', 'annex', `The annex of "${id}" has more than ${MOST_ROWS} rows. Bring some together in one.`);
    }
    if (known.sum <= MAX_SPELLED && (counted.get(id)?.sum ?? 0) > MAX_SPELLED) {
      refuse(
        'price',
        'annex',
        `With this row the annex of "${id}" comes to more than ${MAX_SPELLED} rupiah. Correct it.`,
      );
    }
  }
}
