import type { Bilingual } from '#contract/agreement-facts';
import type { CeremonyPlan, PlannedAgreement, PlannedItem, PlannedParty, PlannedPerson } from '#contract/ceremony-plan';
import { PRECEDENCE, type Rank } from '#contract/precedence';
import type { Scene } from '#contract/scene';
import { authoritiesOf, clearancesOf } from './vetting-of.ts';
import { DEFAULT_TEMPLATE } from './check-templates.ts';
import { sceneOf } from './scene-of.ts';
import type { CeremonyHead } from './ceremony-head.ts';
import { targetsOf, type CeremonyTables } from './ceremony-tables.ts';
import type { Table } from './read-table.ts';

/** Only for tables that were read and held against each other without a problem. */
export function buildPlan(head: CeremonyHead, tables: CeremonyTables): CeremonyPlan {
  const parties = cellsOf(tables.parties).map((party): PlannedParty => {
    const { id: partyId, kind, name, ownership, scale, nib, address, province, region } = party;
    return { partyId, kind, name, ownership, scale, nib, kbli: party.kbli ?? null, address, province, region };
  });
  const nameOf = new Map(parties.map((party) => [party.partyId, party.name]));
  return {
    ...head,
    rehearsal: false,
    rehearsalOf: null,
    rundown: cellsOf(tables.rundown).map((item): PlannedItem => ({
      itemId: item.id,
      kind: item.kind,
      title: { id: item.title_id, en: item.title_en },
      plannedStart: item.start,
      lengthMinutes: item.minutes,
      wave: item.wave,
      scripts: {
        a: bothOrNone(item.script_id, item.script_en),
        b: bothOrNone(item.script_b_id ?? null, item.script_b_en ?? null),
      },
      responsible: item.responsible ?? null,
      scene: item.scene ?? null,
      notes: item.notes ?? null,
    })),
    people: [...peopleOf(tables, nameOf), ...delegationsOf(tables)],
    parties,
    clearances: clearancesOf(tables),
    authorities: authoritiesOf(tables),
    scenes: cellsOf(tables.scenes).map(planned),
    agreements: cellsOf(tables.agreements).map((agreement) => plannedAgreement(agreement, head.date, tables)),
  };
}

function planned(row: Parameters<typeof sceneOf>[0]): Scene {
  const scene = sceneOf(row);
  if ('message' in scene) throw new Error(`${row.id}: ${scene.message}`);
  return scene;
}

function peopleOf({ people }: CeremonyTables, nameOf: ReadonlyMap<string, string>): readonly PlannedPerson[] {
  return cellsOf(people).map((person) => ({
    personId: person.id,
    role: person.role,
    name: person.name,
    spokenName: person.spoken_name ?? person.name,
    position: { id: person.position_id, en: person.position_en },
    organisation: person.organisation ?? nameOf.get(person.party ?? '') ?? '',
    partyId: person.party,
    region: person.region ?? null,
    rank: rankOf(person.rank ?? null),
    representing: bothOrNone(person.representing_id ?? null, person.representing_en ?? null),
    officials: 0,
  }));
}

function delegationsOf({ delegations }: CeremonyTables): readonly PlannedPerson[] {
  return cellsOf(delegations).map((head) => ({
    personId: head.id,
    role: 'delegation',
    name: head.name,
    spokenName: head.spoken_name ?? head.name,
    position: { id: head.position_id, en: head.position_en },
    organisation: head.organisation,
    partyId: null,
    // A representative brings his own rank (UU 9/2010 Pasal 15), so none is guessed from the office represented.
    region: head.region ?? head.province,
    rank: rankOf(head.rank ?? null),
    representing: bothOrNone(head.representing_id, head.representing_en),
    officials: head.officials,
  }));
}

function rankOf(rank: Rank | null): number | null {
  return rank === null ? null : PRECEDENCE[rank];
}

type AgreementCells = NonNullable<CeremonyTables['agreements']['rows'][number]['cells']>;

function plannedAgreement(agreement: AgreementCells, signedOn: string, { annexes }: CeremonyTables): PlannedAgreement {
  const firstYear = Number(signedOn.slice(0, 4));
  return {
    agreementId: agreement.id,
    number: agreement.number,
    kind: agreement.kind,
    language: agreement.language,
    title: { id: agreement.title_id, en: agreement.title_en },
    activity: { id: agreement.activity_id, en: agreement.activity_en },
    sector: agreement.sector,
    pattern: agreement.pattern,
    value: agreement.value,
    signedOn,
    termYears: agreement.term_years,
    targets: targetsOf(agreement).flatMap((value, index) =>
      value === null ? [] : [{ year: firstYear + index, value }],
    ),
    annex: cellsOf(annexes)
      .filter((row) => row.agreement === agreement.id)
      .map(({ item_id, item_en, quantity, unit_id, unit_en, price }) => ({
        item: { id: item_id, en: item_en },
        quantity,
        unit: { id: unit_id, en: unit_en },
        price,
      })),
    wave: agreement.wave,
    parties: [
      {
        partyId: agreement.company,
        personId: agreement.company_signatory,
        number: agreement.company_number,
        basis: { id: agreement.company_basis_id, en: agreement.company_basis_en },
      },
      {
        partyId: agreement.umkm,
        personId: agreement.umkm_signatory,
        number: agreement.umkm_number,
        basis: { id: agreement.umkm_basis_id, en: agreement.umkm_basis_en },
      },
      ...thirdOf(agreement),
    ],
    witnessId: agreement.witness,
    template: agreement.template ?? DEFAULT_TEMPLATE,
  };
}

/** The columns of a third party are all filled in or all empty (I65). */
function thirdOf(agreement: AgreementCells): PlannedAgreement['parties'] {
  const { third, third_signatory: personId, third_number: number } = agreement;
  const basis = bothOrNone(agreement.third_basis_id ?? null, agreement.third_basis_en ?? null);
  if (third == null || personId == null || number == null || basis === null) return [];
  return [{ partyId: third, personId, number, basis }];
}

function cellsOf<T>(table: Table<T>): readonly T[] {
  return table.rows.flatMap(({ cells }) => (cells === null ? [] : [cells]));
}

function bothOrNone(inIndonesian: string | null, inEnglish: string | null): Bilingual | null {
  return inIndonesian === null || inEnglish === null ? null : { id: inIndonesian, en: inEnglish };
}
