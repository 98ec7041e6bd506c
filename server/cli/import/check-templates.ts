import type { LoadedTemplate } from '#documents/template';
import { nearestWord } from '#platform/nearest-word';
import type { CeremonyTables } from './ceremony-tables.ts';
import type { ImportProblemCode, Report } from './import-problem.ts';

/** The template of an agreement that names none. */
export const DEFAULT_TEMPLATE = 'partnership-agreement';

/** I41, I43: the template of each agreement is there, is for its kind, and has places for those who sign, and the text in its languages. */
export function checkTemplates(
  { agreements }: CeremonyTables,
  templates: ReadonlyMap<string, LoadedTemplate>,
  report: Report,
): void {
  for (const { row, cells } of agreements.rows) {
    if (cells === null) continue;
    const refuse = (column: string, code: ImportProblemCode, message: string): void =>
      report({ file: agreements.file, row, column, code, message });
    const name = cells.template ?? DEFAULT_TEMPLATE;
    const template = templates.get(name);
    if (template === undefined) {
      const meant = nearestWord(name, templates.keys());
      const hint = meant === null ? `There are ${[...templates.keys()].join(', ')}.` : `It is probably "${meant}".`;
      refuse('template', 'unknown-template', `There is no template "${name}". ${hint}`);
      continue;
    }
    const parties = cells.third == null ? 2 : 3;
    if (template.parties.length !== parties) {
      const message = `"${name}" is for ${template.parties.length} parties, this agreement has ${parties}. Choose another template, or correct the columns of the third party.`;
      refuse('template', 'template', message);
    }
    if (!template.kinds.includes(cells.kind)) {
      const kinds = template.kinds.join(' or ');
      refuse('kind', 'wrong-kind', `The template "${name}" is for a ${kinds}. Write that, or choose another template.`);
    }
    const witnesses = template.signatures.some(({ field }) => !template.parties.includes(field));
    if (cells.witness !== null && !witnesses) {
      refuse('witness', 'must-be-empty', `Nobody witnesses by the template "${name}". Empty the cell.`);
    }
    if (cells.language === 'id-en' && template.languages.length < 2) {
      refuse('language', 'word', `The template "${name}" has no English text. Write id, or choose another template.`);
    }
  }
}
