import { rowsById, type CeremonyTables } from './ceremony-tables.ts';
import type { Report } from './import-problem.ts';

const PARTS = ['authority_document', 'authority_limit', 'authority_until', 'authority_checked_by'] as const;

/** I25: nothing is cleared or checked without the legal officer who answers for it. */
export function checkVetting({ people, delegations, parties }: CeremonyTables, report: Report): void {
  const known = rowsById(people);
  const elsewhere = rowsById(delegations);
  const checkOfficer = (file: string, row: number, column: string, personId: string): void => {
    if (personId === '' || !people.readable) return;
    const person = known.get(personId);
    if (person === undefined && !elsewhere.has(personId)) {
      const message = `There is no person "${personId}" in people.csv. Correct the id or add the person.`;
      report({ file, row, column, code: 'unknown-person', message });
    } else if (person?.raw['role'] !== 'legal') {
      const message = `"${personId}" is no legal officer. Only a person of the role "legal" clears and checks.`;
      report({ file, row, column, code: 'wrong-role', message });
    }
  };
  for (const { row, raw } of parties.rows) checkOfficer(parties.file, row, 'cleared_by', raw['cleared_by'] ?? '');
  for (const { row, raw } of people.rows) {
    const { file } = people;
    const refuse = (column: string, code: 'empty' | 'must-be-empty', message: string): void =>
      report({ file, row, column, code, message });
    checkOfficer(file, row, 'authority_checked_by', raw['authority_checked_by'] ?? '');
    if ((raw['authority'] ?? '') === '') {
      for (const part of PARTS.filter((column) => (raw[column] ?? '') !== '')) {
        refuse(part, 'must-be-empty', 'No kind of authority is given. Write it, or empty this cell.');
      }
      continue;
    }
    if (raw['role'] !== 'signatory') {
      refuse('authority', 'must-be-empty', 'Only a signatory signs by an authority. Empty the cell.');
    }
    if ((raw['authority_document'] ?? '') === '') {
      refuse('authority_document', 'empty', 'The cell is empty. Name the document and its number.');
    }
    if ((raw['authority_checked_by'] ?? '') === '') {
      refuse('authority_checked_by', 'empty', 'The cell is empty. Name the legal officer who checked the document.');
    }
  }
}
