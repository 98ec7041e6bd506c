import type { AgreementFacts, Bilingual, FactParty } from '#contract/agreement-facts';
import { formOf, PATTERN_NAMES, regulationOn, SECTOR_NAMES } from './agreement-names.ts';
import { dateParts, formatDate } from './dates.ts';
import type { Language } from './language.ts';
import type { MergeGroup } from './merge-body.ts';
import { figures, rupiahFigures, rupiahWords } from './money.ts';
import { numberWordsEn } from './number-words-en.ts';
import { terbilang } from './terbilang.ts';

type Agreed = {
  readonly parties: readonly string[];
  readonly prevailingLanguage: Language;
  readonly signatures: readonly { readonly field: string; readonly label: Bilingual }[];
};

/** D5: the facts as a body's placeholders name them, in one language. Throws RangeError when a party is missing. */
export function agreementValues(facts: AgreementFacts, agreed: Agreed, language: Language): MergeGroup {
  const words = language === 'id' ? terbilang : numberWordsEn;
  const annexTotal = facts.annex.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
  const signed = dateParts(facts.signedOn, language);
  const parties = agreed.parties.map((field) => {
    const party = partyNamed(facts, field);
    if (party === undefined) throw new RangeError(`The template needs a party "${field}"`);
    const label = agreed.signatures.find((signature) => signature.field === field)?.label[language] ?? '';
    return { ...partyValues(party, language), label, last: field === agreed.parties.at(-1) };
  });
  return {
    number: facts.number,
    contract: facts.kind === 'contract',
    bilingual: facts.language === 'id-en',
    title: facts.title[language],
    activity: facts.activity[language],
    sector: SECTOR_NAMES[language][facts.sector],
    pattern: PATTERN_NAMES[language][facts.pattern],
    regulation: regulationOn(facts.signedOn, language),
    prevailing: LANGUAGE_NAMES[language][agreed.prevailingLanguage],
    value: { figures: rupiahFigures(facts.value, language), words: rupiahWords(facts.value, language) },
    targets: facts.targets.map((target) => ({
      year: String(target.year),
      figures: rupiahFigures(target.value, language),
      words: rupiahWords(target.value, language),
    })),
    annex: facts.annex.map(({ item, quantity, unit, price }, index) => ({
      number: String(index + 1),
      item: item[language],
      quantity: figures(quantity, language),
      unit: unit[language],
      price: rupiahFigures(price, language),
      amount: rupiahFigures(quantity * price, language),
    })),
    annexTotal: { figures: rupiahFigures(annexTotal, language), words: rupiahWords(annexTotal, language) },
    signed: {
      date: formatDate(facts.signedOn, language),
      weekday: signed.weekday,
      dayWords: words(signed.day),
      month: signed.month,
      yearWords: words(signed.year),
    },
    ends: { date: formatDate(facts.endsOn, language) },
    term: {
      figures: String(facts.termYears),
      words: words(facts.termYears),
      unit: facts.termYears === 1 ? 'year' : 'years',
    },
    ...Object.fromEntries(parties.map((party, index) => [`party${index + 1}`, party])),
    parties,
    witness:
      facts.witness === null
        ? false
        : {
            name: facts.witness.name,
            position: facts.witness.position[language],
            organisation: facts.witness.organisation,
          },
    ceremony: {
      title: facts.ceremony.title[language],
      place: facts.ceremony.place,
      organiser: facts.ceremony.organiser,
    },
    verify: facts.verifyUrl,
  };
}

const LANGUAGE_NAMES = {
  id: { id: 'bahasa Indonesia', en: 'bahasa Inggris' },
  en: { id: 'Indonesian', en: 'English' },
} as const;

const partyNamed = (facts: AgreementFacts, field: string): FactParty | undefined =>
  facts.parties.find((party) => party.field === field);

function partyValues(party: FactParty, language: Language): MergeGroup {
  return {
    name: party.name,
    form: formOf(party, language),
    nib: party.nib,
    address: party.address,
    region: party.region,
    number: party.number,
    signatory: {
      name: party.signatory.name,
      position: party.signatory.position[language],
      basis: party.signatory.basis[language],
    },
  };
}
