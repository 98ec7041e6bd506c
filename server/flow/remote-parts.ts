import type { AgreementDraft } from '#agreement/events';
import { remoteOf } from '#projections/remote-data';
import type { Act } from './act.ts';

// What differs where a signing service keeps the key: whose issuers go into the signature, and what kind of signature it is in
// law.

const derOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** Issuers of the person's certificate, DER, without the root. */
export const chainOf = ({ live, person, tools }: Pick<Act, 'live' | 'person' | 'tools'>): readonly Uint8Array[] =>
  remoteOf(live, person.personId)?.chain.map(derOf) ?? tools.authority.chain;

type Language = AgreementDraft['language'];

const UNCERTIFIED = {
  id: 'Tanda tangan elektronik tidak tersertifikasi',
  en: 'Uncertified electronic signature',
  'id-en': 'Tanda tangan elektronik tidak tersertifikasi / Uncertified electronic signature',
} as const satisfies Record<Language, string>;

const CERTIFIED: Record<Language, (issuer: string) => string> = {
  id: (issuer) => `Tanda tangan elektronik tersertifikasi (penerbit ${issuer})`,
  en: (issuer) => `Certified electronic signature (issuer ${issuer})`,
  'id-en': (issuer) => `Tanda tangan elektronik tersertifikasi (penerbit ${issuer}) / Certified electronic signature`,
};

/** In characters: the label has two lines. */
const LONGEST_ISSUER = 48;

/** A50: what kind of electronic signature it is (PP 71/2019 Pasal 60), in the language of the document. */
export const kindOf = (certifiedBy: string | null, language: Language): string =>
  certifiedBy === null ? UNCERTIFIED[language] : CERTIFIED[language](certifiedBy.slice(0, LONGEST_ISSUER));
