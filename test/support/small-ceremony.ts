import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The smallest folder that is a ceremony: two companies, two UMKM, two agreements. Tests change it and see what is said.

export type SmallRow = Record<string, string>;
export type SmallCeremony = {
  head: Record<string, unknown>;
  rundown: SmallRow[];
  people: SmallRow[];
  delegations: SmallRow[];
  parties: SmallRow[];
  agreements: SmallRow[];
};

export const SMALL_TABLES = ['rundown', 'people', 'delegations', 'parties', 'agreements'] as const;
export type SmallTable = (typeof SMALL_TABLES)[number];

export function smallCeremony(): SmallCeremony {
  return {
    head: {
      ceremonyId: 'small',
      title: { id: 'Acara Contoh', en: 'Sample Ceremony' },
      zone: 'Asia/Jakarta',
      date: '2021-01-18',
      place: 'Jakarta (contoh)',
      organiser: 'Lembaga Contoh',
      sample: true,
      waves: [{ wave: 1, title: { id: 'Gelombang I', en: 'Wave I' } }],
    },
    rundown: [item('opening', 'opening', '09:00', ''), item('signing-1', 'signing', '09:10', '1')],
    people: [
      person('minister', 'minister', 'Kementerian Contoh', ''),
      person('director', 'director', 'Lembaga Contoh', ''),
      ...['c1', 'c2', 'u1', 'u2'].map((id) => person(`s-${id}`, 'signatory', '', id)),
    ],
    delegations: [
      {
        id: 'd-62',
        province: '62',
        name: 'Ir. Tiopilus Contoh, M.T.',
        spoken_name: 'Tiopilus Contoh',
        position_id: 'Sekretaris Daerah Provinsi Kalimantan Tengah',
        position_en: 'Regional Secretary of Central Kalimantan',
        organisation: 'Pemerintah Provinsi Kalimantan Tengah (contoh)',
        representing_id: 'Gubernur Kalimantan Tengah',
        representing_en: 'Governor of Central Kalimantan',
        officials: '5',
      },
    ],
    parties: [
      party('c1', 'company', 'PMA', 'large', '1'),
      party('c2', 'company', 'PMDN', 'large', '2'),
      party('u1', 'umkm', '', 'small', '3'),
      party('u2', 'umkm', '', 'micro', '4'),
    ],
    agreements: [agreement('a1', '001', 'c1', 'u1'), agreement('a2', '002', 'c2', 'u2')],
  };
}

/** The first agreement has a third party, of kind company, and everybody's template is this one for three or the house's. */
export function withThirdParty(ceremony: SmallCeremony, template: string): void {
  const nobody = {
    third: '',
    third_signatory: '',
    third_number: '',
    third_basis_id: '',
    third_basis_en: '',
    template: '',
  };
  for (const row of ceremony.agreements) Object.assign(row, nobody);
  Object.assign(ceremony.agreements[0] ?? {}, {
    third: 'c2',
    third_signatory: 's-c2',
    third_number: '3/2021',
    third_basis_id: 'Anggaran dasar',
    third_basis_en: 'Articles',
    template,
  });
}

/** Clears every party and entitles every signatory, unless the rows say otherwise; the officer stands among the people. */
export function vetted(ceremony: SmallCeremony, officer = 'legal'): void {
  for (const row of ceremony.parties) row['cleared_by'] ??= officer;
  for (const row of ceremony.people) {
    const isSignatory = row['role'] === 'signatory';
    row['authority'] ??= isSignatory ? 'deed' : '';
    row['authority_document'] ??= isSignatory ? 'Akta Contoh Nomor 1' : '';
    row['authority_limit'] ??= '';
    row['authority_until'] ??= '';
    row['authority_checked_by'] ??= isSignatory ? officer : '';
  }
}

function item(id: string, kind: string, clock: string, wave: string): SmallRow {
  return {
    id,
    kind,
    title_id: 'Mata Acara',
    title_en: 'Item',
    start: `2021-01-18T${clock}:00+07:00`,
    minutes: '10',
    wave,
    script_id: '',
    script_en: '',
  };
}

function person(id: string, role: string, organisation: string, partyId: string): SmallRow {
  return {
    id,
    role,
    name: `Nama ${id}`,
    spoken_name: '',
    position_id: 'Jabatan',
    position_en: 'Position',
    organisation,
    party: partyId,
  };
}

function party(id: string, kind: string, ownership: string, scale: string, digit: string): SmallRow {
  return {
    id,
    kind,
    name: `Contoh ${id}`,
    ownership,
    scale,
    nib: digit.padStart(13, '0'),
    address: 'Jalan Contoh 1',
    province: '31',
    region: 'Kota Administrasi Jakarta Pusat',
  };
}

function agreement(id: string, number: string, company: string, umkm: string): SmallRow {
  return {
    id,
    number,
    kind: 'contract',
    language: 'id',
    title_id: 'Perjanjian Contoh',
    title_en: 'Sample Agreement',
    activity_id: 'Penyediaan makanan',
    activity_en: 'Catering',
    sector: 'food',
    pattern: 'supply-chain',
    value: '4250000000',
    term_years: '2',
    target_1: '1250000000',
    target_2: '3000000000',
    wave: '1',
    company,
    company_signatory: `s-${company}`,
    company_number: '1/2021',
    company_basis_id: 'Anggaran dasar',
    company_basis_en: 'Articles',
    umkm,
    umkm_signatory: `s-${umkm}`,
    umkm_number: '1/2021',
    umkm_basis_id: 'Pemilik usaha',
    umkm_basis_en: 'Owner',
    witness: 'minister',
  };
}

function quote(text: string): string {
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One table's text: the header of the first row, then every row, each cell quoted where it must be. */
export function tableText(rows: readonly SmallRow[], delimiter = ',', lineEnd = '\n'): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
  return lines.map((cells) => cells.map(quote).join(delimiter) + lineEnd).join('');
}

/** A change: this text in that cell; rows are counted as a spreadsheet does. */
export function cell(table: SmallTable, row: number, column: string, text: string): (ceremony: SmallCeremony) => void {
  return (ceremony) => {
    const target = ceremony[table][row - 2];
    if (target === undefined) throw new Error(`There is no row ${row} in ${table}`);
    target[column] = text;
  };
}

/** The texts of the six files by name. */
export function filesOf(ceremony: SmallCeremony): Record<string, string | Uint8Array> {
  return {
    'ceremony.json': JSON.stringify(ceremony.head),
    ...Object.fromEntries(SMALL_TABLES.map((table) => [`${table}.csv`, tableText(ceremony[table])])),
  };
}

/** A temporary folder with these files, removed at the end of the scope. */
export async function folderWith(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<{ dir: string } & AsyncDisposable> {
  const dir = await mkdtemp(join(tmpdir(), 'teken-ceremony-'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(dir, name), content);
  return { dir, [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }) };
}
