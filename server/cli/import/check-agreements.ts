import { rowsById, targetsOf, type CeremonyTables } from './ceremony-tables.ts';
import type { ImportProblemCode, Report } from './import-problem.ts';
import type { Row } from './read-table.ts';

const WITNESSES: readonly string[] = ['principal', 'minister', 'official'];

type Refuse = (column: string, code: ImportProblemCode, message: string) => void;

/** I14: company first, then UMKM, each through its own signatory; I15: the targets add up; I16: a witness of rank. */
export function checkAgreements(tables: CeremonyTables, report: Report): void {
  const { head, agreements } = tables;
  const checkParty = partyCheck(tables);
  const checkWitness = witnessCheck(tables);
  for (const agreement of agreements.rows) {
    const refuse: Refuse = (column, code, message) =>
      report({ file: agreements.file, row: agreement.row, column, code, message });
    checkParty(agreement, 'company', refuse);
    checkParty(agreement, 'umkm', refuse);
    checkThird(agreement, refuse);
    checkParty(agreement, 'third', refuse);
    checkWitness(agreement, refuse);
    const wave = agreement.raw['wave'] ?? '';
    if (wave !== '' && head !== null && !head.waves.some((known) => String(known.wave) === wave)) {
      refuse(
        'wave',
        'unknown-wave',
        `There is no wave "${wave}" in ceremony.json. Correct the number or add the wave.`,
      );
    }
    if (agreement.cells !== null) checkTargets(agreement.cells, refuse);
  }
}

const THIRD = ['third', 'third_signatory', 'third_number', 'third_basis_id', 'third_basis_en'] as const;

/** I65: a third party is there with all that belongs to it or not at all, and is none of the other two. */
function checkThird({ raw }: Row<unknown>, refuse: Refuse): void {
  const third = raw['third'] ?? '';
  for (const column of THIRD) {
    const isEmpty = (raw[column] ?? '') === '';
    if (third === '' && !isEmpty) {
      refuse(column, 'must-be-empty', 'There is no third party. Name it in "third" or empty the cell.');
    }
    if (third !== '' && isEmpty) refuse(column, 'empty', 'The third party needs this cell, too. Fill it in.');
  }
  if (third !== '' && [raw['company'], raw['umkm']].includes(third)) {
    refuse('third', 'duplicate', `"${third}" is a party of this agreement already. Name another third party.`);
  }
}

function partyCheck({ parties, people, delegations }: CeremonyTables) {
  const partyById = rowsById(parties);
  const personById = rowsById(people);
  const delegationById = rowsById(delegations);
  return ({ raw }: Row<unknown>, kind: 'company' | 'umkm' | 'third', refuse: Refuse): void => {
    const partyId = raw[kind] ?? '';
    const party = partyById.get(partyId);
    if (partyId !== '' && parties.readable && party === undefined) {
      refuse(kind, 'unknown-party', `There is no party "${partyId}" in parties.csv. Correct the id or add the party.`);
    } else if (party !== undefined && kind !== 'third' && party.raw['kind'] !== kind) {
      const message = `"${partyId}" is of kind "${party.raw['kind']}". The company stands first, the UMKM second.`;
      refuse(kind, 'wrong-kind', message);
    }

    const column = `${kind}_signatory`;
    const personId = raw[column] ?? '';
    const person = personById.get(personId);
    if (personId === '' || !people.readable) return;
    if (person === undefined && !delegationById.has(personId)) {
      const message = `There is no person "${personId}" in people.csv. Correct the id or add the person.`;
      refuse(column, 'unknown-person', message);
    } else if (person?.raw['role'] !== 'signatory') {
      refuse(column, 'wrong-role', `"${personId}" is no signatory. Name a person with that role.`);
    } else if (partyId !== '' && person.raw['party'] !== partyId) {
      const message = `"${personId}" signs for "${person.raw['party']}", not for "${partyId}". Name a signatory of that party.`;
      refuse(column, 'wrong-party', message);
    }
  };
}

function witnessCheck({ people, delegations }: CeremonyTables) {
  const personById = rowsById(people);
  const delegationById = rowsById(delegations);
  return ({ raw }: Row<unknown>, refuse: Refuse): void => {
    const personId = raw['witness'] ?? '';
    if (personId === '' || !people.readable) return;
    const person = personById.get(personId);
    if (person === undefined && !delegationById.has(personId)) {
      const message = `There is no person "${personId}" in people.csv. Correct the id or add the person.`;
      refuse('witness', 'unknown-person', message);
    } else if (!WITNESSES.includes(person?.raw['role'] ?? 'delegation')) {
      refuse('witness', 'wrong-role', `"${personId}" is no ${WITNESSES.join(', ')}. Only they witness.`);
    }
  };
}

function checkTargets(
  agreement: Parameters<typeof targetsOf>[0] & { value: number; term_years: number },
  refuse: Refuse,
): void {
  const targets = targetsOf(agreement);
  let isWhole = true;
  for (const [index, target] of targets.entries()) {
    const column = `target_${index + 1}`;
    if (index < agreement.term_years && target === null) {
      isWhole = false;
      refuse(column, 'empty', `The term has ${agreement.term_years} years. Write the target of year ${index + 1}.`);
    }
    if (index >= agreement.term_years && target !== null) {
      isWhole = false;
      refuse(
        column,
        'must-be-empty',
        `The term ends after ${agreement.term_years} years. Empty the cell or correct the term.`,
      );
    }
  }
  const sum = targets.reduce<number>((total, target) => total + (target ?? 0), 0);
  if (isWhole && sum !== agreement.value) {
    refuse('value', 'targets', `The targets add up to ${sum}, the value is ${agreement.value}. Make them equal.`);
  }
}
