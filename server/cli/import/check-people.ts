import { rowsById, type CeremonyTables } from './ceremony-tables.ts';
import type { Report } from './import-problem.ts';

/** I11: signatories belong to a party, nobody else does, and somebody directs. */
export function checkPeople({ people, delegations, parties }: CeremonyTables, report: Report): void {
  const known = rowsById(parties);
  for (const { row, raw } of people.rows) {
    const refuse = refuseIn(people.file, row, report);
    const party = raw['party'] ?? '';
    const organisation = raw['organisation'] ?? '';
    if (raw['role'] !== 'signatory') {
      if (party !== '') {
        refuse('party', 'must-be-empty', 'Only a signatory signs for a party. Empty the cell or change the role.');
      }
      if (organisation === '') refuse('organisation', 'empty', 'The cell is empty. Name the organisation.');
    } else if (party === '') {
      refuse('party', 'empty', 'A signatory signs for a party. Write its id.');
    } else if (parties.readable) {
      const named = known.get(party);
      if (named === undefined) {
        refuse(
          'party',
          'unknown-party',
          `There is no party "${party}" in parties.csv. Correct the id or add the party.`,
        );
      } else if (organisation !== '' && organisation !== named.raw['name']) {
        const message = `The organisation of a signatory is the party: "${named.raw['name']}". Leave the cell empty.`;
        refuse('organisation', 'wrong-organisation', message);
      }
    }
    checkPair(raw, 'representing', refuse);
  }
  for (const { row, raw } of delegations.rows) {
    const refuse = refuseIn(delegations.file, row, report);
    checkPair(raw, 'representing', refuse);
    const [province, region] = [raw['province'] ?? '', raw['region'] ?? ''];
    if (region !== '' && province !== '' && !region.startsWith(province)) {
      const message = `The region ${region} is not in the province ${province}. Correct one of them.`;
      refuse('region', 'other-province', message);
    }
  }
  if (people.readable && !people.rows.some(({ raw }) => raw['role'] === 'director')) {
    const message = 'Nobody directs the ceremony. Add a person with the role "director".';
    report({ file: people.file, row: null, column: 'role', code: 'no-director', message });
  }
}

type Refuse = (
  column: string,
  code: 'must-be-empty' | 'empty' | 'unknown-party' | 'wrong-organisation' | 'other-province',
  message: string,
) => void;

function refuseIn(file: string, row: number, report: Report): Refuse {
  return (column, code, message) => report({ file, row, column, code, message });
}

/** A text that may be left out is left out in both languages or in none. */
export function checkPair(raw: Readonly<Record<string, string>>, stem: string, refuse: Refuse): void {
  const [inIndonesian, inEnglish] = [`${stem}_id`, `${stem}_en`];
  const isGiven = [raw[inIndonesian] ?? '', raw[inEnglish] ?? ''].map((text) => text !== '');
  if (isGiven[0] === isGiven[1]) return;
  refuse(
    isGiven[0] ? inEnglish : inIndonesian,
    'empty',
    'The other language is filled in. Fill in this one too, or neither.',
  );
}
