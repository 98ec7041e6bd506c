import { z } from 'zod';
import { SCENE_KINDS } from '#contract/scene-kinds';
import type { ItemKind } from '#contract/constants';
import {
  AGREEMENT_KINDS,
  AUTHORITY_KINDS,
  ITEM_KINDS,
  OWNERSHIPS,
  PARTY_KINDS,
  PATTERNS,
  ROLES,
  SCALES,
  SECTORS,
} from '#contract/constants';
import { PRECEDENCE } from '#contract/precedence';
import {
  cell,
  date,
  id,
  kbli,
  line,
  mayBeEmpty,
  nib,
  oneOf,
  paragraphs,
  province,
  regionCode,
  rupiah,
  time,
  wholeNumber,
} from './cells.ts';

// The columns of the five tables: name, what a cell may hold, and what it is for. README tells the same.

/** What older files call some kinds of item; each is read as the kind that it is today. */
const OLDER_KINDS: { readonly [word: string]: ItemKind } = {
  'technical-check': 'free',
  'roll-call': 'free',
  seating: 'free',
  press: 'free',
};
const kindOfItem = oneOf(ITEM_KINDS);
const itemKind = (text: string): ReturnType<typeof kindOfItem> =>
  kindOfItem(Object.hasOwn(OLDER_KINDS, text) ? (OLDER_KINDS[text] ?? text) : text);

/** Delegations have a file of their own. */
const PEOPLE_ROLES = ROLES.filter((role) => role !== 'delegation');

/** UU 24/2009 Pasal 31 and PP 7/2021: Indonesian always, another language beside it. */
const LANGUAGES = ['id', 'id-en'] as const;

const word = line(80);
const name = line(120);
const title = line(200);
const sentence = line(600);
const maybe = mayBeEmpty;

const RANKS = Object.keys(PRECEDENCE) as readonly (keyof typeof PRECEDENCE)[];
const rank = cell(
  maybe(oneOf(RANKS)),
  'Own rank in the order of precedence (UU 9/2010), also of one who represents another; empty: none',
);

export const RUNDOWN = z.object({
  id: cell(id, 'Id of the item'),
  kind: cell(itemKind, 'What happens; free: anything else'),
  title_id: cell(title, 'Title in Indonesian'),
  title_en: cell(title, 'Title in English'),
  start: cell(time, 'Planned start with offset: 2021-01-18T09:00:00+07:00'),
  minutes: cell(wholeNumber(1, 600), 'Planned length in minutes'),
  wave: cell(maybe(wholeNumber(1, 99)), 'Wave signed during the item; for items of kind "signing" only'),
  script_id: cell(maybe(paragraphs(4000)), 'Script A of the master of ceremonies, in Indonesian'),
  script_en: cell(maybe(paragraphs(4000)), 'The same in English'),
  script_b_id: cell(maybe(paragraphs(4000)), 'Script B, for when the plan does not hold, in Indonesian').optional(),
  script_b_en: cell(maybe(paragraphs(4000)), 'The same in English').optional(),
  responsible: cell(maybe(id), 'Person who answers for the item').optional(),
  scene: cell(maybe(id), 'Scene that belongs to the item').optional(),
  notes: cell(maybe(paragraphs(2000)), 'Notes for those who run the programme').optional(),
});

/** Who is in which place: ids and `auto` with spaces between; null where it is whoever is on stage next. */
const places = (text: string) => {
  const words = text.split(/\s+/).filter((each) => each !== '');
  const unfit = words.find((each) => !id(each).ok);
  if (unfit !== undefined) {
    return {
      ok: false,
      code: 'id',
      message: `"${unfit.slice(0, 40)}" is no id. Write ids or auto, with spaces between.`,
    } as const;
  }
  return { ok: true, value: words.map((each) => (each === 'auto' ? null : each)) } as const;
};

export const SCENES = z.object({
  id: cell(id, 'Id of the scene'),
  kind: cell(oneOf(SCENE_KINDS), 'How the picture is laid out'),
  title_id: cell(title, 'Title in Indonesian'),
  title_en: cell(title, 'The same in English'),
  places: cell(places, 'Who is in which place: ids or auto, with spaces between'),
  text_id: cell(maybe(paragraphs(600)), 'Text of a card or slate, in Indonesian'),
  text_en: cell(maybe(paragraphs(600)), 'The same in English'),
  agreement: cell(maybe(id), 'Agreement that a document scene shows'),
  media: cell(maybe(name), 'Name by which the house knows the film'),
  page_size: cell(maybe(wholeNumber(4, 25)), 'Delegations on one page of the wall'),
});

export const PEOPLE = z.object({
  id: cell(id, 'Id of the person'),
  role: cell(oneOf(PEOPLE_ROLES, { delegation: 'Write the row into delegations.csv.' }), 'Role in the ceremony'),
  name: cell(name, 'Name as written, with titles'),
  spoken_name: cell(maybe(name), 'Name as spoken; empty: as written'),
  position_id: cell(title, 'Office or position in Indonesian'),
  position_en: cell(title, 'The same in English'),
  organisation: cell(maybe(title), 'Organisation; empty for signatories: the party they sign for'),
  party: cell(maybe(id), 'Party for which a signatory signs'),
  authority: cell(maybe(oneOf(AUTHORITY_KINDS)), 'What entitles a signatory; empty: not looked into yet').optional(),
  authority_document: cell(maybe(title), 'Name and number of that document').optional(),
  authority_limit: cell(maybe(rupiah), 'Highest value in rupiah; empty: any').optional(),
  authority_until: cell(maybe(date), 'Last day on which it counts; empty: no end').optional(),
  authority_checked_by: cell(maybe(id), 'Legal officer who checked it').optional(),
  representing_id: cell(maybe(title), 'Office represented (mewakili), in Indonesian').optional(),
  representing_en: cell(maybe(title), 'The same in English').optional(),
  rank: rank.optional(),
  region: cell(maybe(regionCode), 'Kemendagri code of the province (62) or of a regency or city (62.71)').optional(),
});

export const DELEGATIONS = z.object({
  id: cell(id, 'Id of the head of the delegation'),
  province: cell(province, 'Kemendagri code of the province'),
  name: cell(name, 'Name as written, with titles'),
  spoken_name: cell(maybe(name), 'Name as spoken; empty: as written'),
  position_id: cell(title, 'Own office, in Indonesian; the rank stays the person’s own'),
  position_en: cell(title, 'The same in English'),
  organisation: cell(title, 'Organisation'),
  representing_id: cell(maybe(title), 'Office represented (mewakili), in Indonesian; empty: in person'),
  representing_en: cell(maybe(title), 'The same in English'),
  officials: cell(wholeNumber(0, 50), 'Officials beside the person in the room'),
  rank: rank.optional(),
  region: cell(maybe(regionCode), 'Kemendagri code of the regency or city (62.71); empty: the province').optional(),
});

export const PARTIES = z.object({
  id: cell(id, 'Id of the party'),
  kind: cell(oneOf(PARTY_KINDS), 'Company or UMKM'),
  name: cell(title, 'Name as registered'),
  ownership: cell(maybe(oneOf(OWNERSHIPS)), 'PMA or PMDN; empty for UMKM'),
  scale: cell(oneOf(SCALES), 'Class (PP 7/2021)'),
  nib: cell(nib, 'Nomor Induk Berusaha, 13 digits'),
  kbli: cell(maybe(kbli), 'Field of business (KBLI), five digits').optional(),
  address: cell(line(300), 'Address'),
  province: cell(province, 'Kemendagri code of the province'),
  region: cell(title, 'Regency or city, as written'),
  cleared_by: cell(maybe(id), 'Legal officer who cleared the party; empty: registered only').optional(),
});

const laterTarget = cell(maybe(rupiah), 'Target of a later year of the term').optional();

export const AGREEMENTS = z.object({
  id: cell(id, 'Id of the agreement'),
  number: cell(word, 'The organiser’s number within the ceremony'),
  kind: cell(oneOf(AGREEMENT_KINDS), 'Contract or pre-contract'),
  language: cell(
    oneOf(LANGUAGES, { en: 'The law asks for Indonesian: write id, or id-en for both.' }),
    'Language of the document; Indonesian always',
  ),
  title_id: cell(title, 'Title in Indonesian'),
  title_en: cell(title, 'Title in English'),
  activity_id: cell(sentence, 'Business activity in Indonesian'),
  activity_en: cell(sentence, 'The same in English'),
  sector: cell(oneOf(SECTORS), 'Sector'),
  pattern: cell(oneOf(PATTERNS), 'Pattern of partnership (PP 7/2021)'),
  value: cell(rupiah, 'Whole rupiah, digits only'),
  term_years: cell(wholeNumber(1, 10), 'Term in years'),
  target_1: cell(rupiah, 'Target of the first year; the targets add up to the value'),
  target_2: laterTarget,
  target_3: laterTarget,
  target_4: laterTarget,
  target_5: laterTarget,
  target_6: laterTarget,
  target_7: laterTarget,
  target_8: laterTarget,
  target_9: laterTarget,
  target_10: laterTarget,
  wave: cell(wholeNumber(1, 99), 'Wave in which it is signed'),
  company: cell(id, 'Party of kind "company"; signs first'),
  company_signatory: cell(id, 'Person signing for the company'),
  company_number: cell(word, 'The company’s own number of the agreement'),
  company_basis_id: cell(sentence, 'What entitles the signatory, in Indonesian'),
  company_basis_en: cell(sentence, 'The same in English'),
  umkm: cell(id, 'Party of kind "umkm"; signs second'),
  umkm_signatory: cell(id, 'Person signing for the UMKM'),
  umkm_number: cell(word, 'The UMKM’s own number of the agreement'),
  umkm_basis_id: cell(sentence, 'What entitles the signatory, in Indonesian'),
  umkm_basis_en: cell(sentence, 'The same in English'),
  witness: cell(maybe(id), 'Principal, minister or official who witnesses; empty: nobody'),
  template: cell(maybe(word), 'Template of the document; empty: partnership-agreement').optional(),
  third: cell(maybe(id), 'Third party, of either kind, where the template has three; signs third').optional(),
  third_signatory: cell(maybe(id), 'Person signing for the third party').optional(),
  third_number: cell(maybe(word), 'The third party’s own number of the agreement').optional(),
  third_basis_id: cell(maybe(sentence), 'What entitles the signatory, in Indonesian').optional(),
  third_basis_en: cell(maybe(sentence), 'The same in English').optional(),
});

export const ANNEXES = z.object({
  agreement: cell(id, 'Agreement to whose annex the row belongs; its rows keep their order'),
  item_id: cell(title, 'What is delivered, in Indonesian'),
  item_en: cell(title, 'The same in English'),
  quantity: cell(wholeNumber(1, 999_999_999), 'How many units'),
  unit_id: cell(line(30), 'Unit in Indonesian'),
  unit_en: cell(line(30), 'The same in English'),
  price: cell(rupiah, 'Price of one unit in whole rupiah, digits only'),
});
