import type { CeremonyState } from '../state.ts';
import type { Authority, Party } from './state.ts';

type Wanted = {
  readonly agreementId: string;
  /** Rupiah. */
  readonly value: number;
  /** Every party of the agreement. */
  readonly partyIds: readonly string[];
  /** Those who sign for a party and have not signed yet. */
  readonly signing: readonly { readonly partyId: string; readonly personId: string }[];
};

/**
 * C125: whether an agreement may be signed: every party cleared, everyone who is yet to sign for one entitled to.
 * `today` is the day in the ceremony's zone. The first thing that is wrong, else `entitled`.
 */
export const entitlementOf = (state: Pick<CeremonyState, 'parties'>, wanted: Wanted, today: string) => {
  if (wanted.partyIds.some((partyId) => state.parties.get(partyId)?.vetting.state !== 'cleared')) {
    return 'party-not-cleared';
  }
  for (const { partyId, personId } of wanted.signing) {
    const party = state.parties.get(partyId);
    const found = party === undefined ? 'authority-missing' : authorityOf(party, personId, wanted, today);
    if (found !== 'entitled') return found;
  }
  return 'entitled';
};

/** One authority that covers it is enough; else what comes nearest says what is missing. */
const authorityOf = (party: Party, personId: string, wanted: Wanted, today: string) => {
  const own = party.authorities.filter(
    (one) => one.personId === personId && one.checked !== null && one.withdrawn === null,
  );
  if (own.length === 0) return 'authority-missing';
  const valid = own.filter(({ expiresOn }) => expiresOn === null || today <= expiresOn);
  if (valid.length === 0) return 'authority-expired';
  return valid.some((one) => covers(one, wanted)) ? 'entitled' : 'authority-exceeded';
};

const covers = ({ scope }: Authority, { agreementId, value }: Wanted): boolean => {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'value':
      return value <= scope.limit;
    case 'agreements':
      return scope.agreementIds.includes(agreementId);
  }
};
