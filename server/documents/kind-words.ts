import type { AgreementKind } from '#contract/constants';
import type { Language } from './language.ts';

// Contracts and pre-contracts, as every document that counts or names them calls them.

type Names = { readonly [language in Language]: { readonly [kind in AgreementKind]: string } };

/** One of the kind. */
export const KIND_NAMES: Names = {
  id: { contract: 'Kontrak', 'pre-contract': 'Prakontrak' },
  en: { contract: 'Contract', 'pre-contract': 'Pre-contract' },
};

/** All of the kind. */
export const KIND_PLURALS: Names = {
  id: KIND_NAMES.id,
  en: { contract: 'Contracts', 'pre-contract': 'Pre-contracts' },
};

/** What stands wherever both kinds are counted. */
export const COUNTED_APART: { readonly [language in Language]: string } = {
  id: 'Kontrak dan prakontrak dihitung terpisah dan tidak dijumlahkan.',
  en: 'Contracts and pre-contracts are counted apart and not added up.',
};
