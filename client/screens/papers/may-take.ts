import type { Role } from '#contract/constants';
import type { MyAgreementView, RosterRow } from '#contract/views';
import type { BoardRow } from '#contract/views/agreements';

const CONTROL: ReadonlySet<Role> = new Set(['director', 'protocol', 'legal']);
const WITNESSES: ReadonlySet<Role> = new Set(['principal', 'minister', 'official']);

/** Those who ran the ceremony have everybody's documents drawn up. */
export const mayTakeAll = (role: Role): boolean => CONTROL.has(role);

/** Everybody has signed: only then is there something to certify. */
export const isSignedByAll = ({ signatures }: Pick<MyAgreementView, 'signatures'>): boolean =>
  signatures.length > 0 && signatures.every(({ signedAt }) => signedAt !== null);

export const isRowSignedByAll = ({ state, signed, of }: BoardRow): boolean =>
  state !== 'paper' && of > 0 && signed === of;

/** The waves in which one has signed as a witness, in order. */
export const wavesWitnessed = (agreements: readonly MyAgreementView[]): readonly number[] =>
  [
    ...new Set(
      agreements
        .filter(({ signatures }) =>
          signatures.some(({ isMe, capacity, signedAt }) => isMe && capacity === 'witness' && signedAt !== null),
        )
        .map(({ wave }) => wave),
    ),
  ].toSorted((one, other) => one - other);

/** What one has signed as a party, and may take away. */
export const signedAsParty = (agreements: readonly MyAgreementView[]): readonly MyAgreementView[] =>
  agreements.filter(({ signatures }) =>
    signatures.some(({ isMe, capacity, signedAt }) => isMe && capacity === 'party' && signedAt !== null),
  );

export const witnessesIn = (rows: readonly RosterRow[]): readonly RosterRow[] =>
  rows
    .filter(({ role, signs }) => signs && WITNESSES.has(role))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'id'));
