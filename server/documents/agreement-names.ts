import type { FactParty } from '#contract/agreement-facts';
import type { Pattern, Scale, Sector } from '#contract/constants';
import type { Language } from './language.ts';

// How the contract's fixed lists are called inside a sentence of an agreement.

type Names<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

export const SECTOR_NAMES: Names<Sector> = {
  id: {
    services: 'jasa',
    food: 'makanan dan minuman',
    logistics: 'logistik',
    stationery: 'alat tulis dan seragam',
    building: 'bahan bangunan',
    distribution: 'distribusi',
    inventory: 'inventaris kantor',
    other: 'usaha lainnya',
  },
  en: {
    services: 'services',
    food: 'food and beverages',
    logistics: 'logistics',
    stationery: 'stationery and uniforms',
    building: 'building materials',
    distribution: 'distribution',
    inventory: 'office inventory',
    other: 'other business',
  },
};

export const PATTERN_NAMES: Names<Pattern> = {
  id: {
    'inti-plasma': 'inti-plasma',
    subcontracting: 'subkontrak',
    franchise: 'waralaba',
    'general-trade': 'perdagangan umum',
    'distribution-agency': 'distribusi dan keagenan',
    'supply-chain': 'rantai pasok',
    'profit-sharing': 'bagi hasil',
    'operational-cooperation': 'kerja sama operasional',
    'joint-venture': 'usaha patungan',
    outsourcing: 'penyumberluaran',
  },
  en: {
    'inti-plasma': 'nucleus and plasma (inti-plasma)',
    subcontracting: 'subcontracting',
    franchise: 'franchise',
    'general-trade': 'general trade',
    'distribution-agency': 'distribution and agency',
    'supply-chain': 'supply chain',
    'profit-sharing': 'profit sharing',
    'operational-cooperation': 'operational cooperation',
    'joint-venture': 'joint venture',
    outsourcing: 'outsourcing',
  },
};

const SCALE_NAMES: Names<Scale> = {
  id: { micro: 'usaha mikro', small: 'usaha kecil', medium: 'usaha menengah', large: 'usaha besar' },
  en: {
    micro: 'a micro enterprise',
    small: 'a small enterprise',
    medium: 'a medium enterprise',
    large: 'a large enterprise',
  },
};

const OWNERSHIP_NAMES = {
  id: {
    PMA: 'perusahaan penanaman modal asing (PMA)',
    PMDN: 'perusahaan penanaman modal dalam negeri (PMDN)',
  },
  en: { PMA: 'a foreign investment company (PMA)', PMDN: 'a domestic investment company (PMDN)' },
} as const;

/** What a party is: ownership, where it has one, and scale. */
export function formOf(party: FactParty, language: Language): string {
  const scale = SCALE_NAMES[language][party.scale];
  return party.ownership === null ? scale : `${OWNERSHIP_NAMES[language][party.ownership]}, ${scale}`;
}

// PP 7/2021 has been in force since 2 February 2021; agreements made before it rest on PP 17/2013.
const PP_7_SINCE = '2021-02-02';

export function regulationOn(signedOn: string, language: Language): string {
  if (language === 'id') {
    return signedOn < PP_7_SINCE
      ? 'Peraturan Pemerintah Nomor 17 Tahun 2013 tentang Pelaksanaan Undang-Undang Nomor 20 Tahun 2008 tentang Usaha Mikro, Kecil, dan Menengah'
      : 'Peraturan Pemerintah Nomor 7 Tahun 2021 tentang Kemudahan, Pelindungan, dan Pemberdayaan Koperasi dan Usaha Mikro, Kecil, dan Menengah';
  }
  return signedOn < PP_7_SINCE
    ? 'Government Regulation Number 17 of 2013 on the Implementation of Law Number 20 of 2008 on Micro, Small and Medium Enterprises'
    : 'Government Regulation Number 7 of 2021 on the Ease, Protection and Empowerment of Cooperatives and Micro, Small and Medium Enterprises';
}
