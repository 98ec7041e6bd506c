import type { Signer } from '#agreement/commands';
import type { AgreementState } from '#agreement/state';
import { actingFor } from '#ceremony/drill/state';
import type { Person } from '#ceremony/people/state';
import { tableAt } from '#ceremony/signing-tables/state';
import { partyStream, personStream, sessionStream } from '#ceremony/streams';
import { dayIn, entitlementFor } from '#projections/agreement-standing';
import type { Act } from './act.ts';

type Known = Exclude<AgreementState, { phase: 'unknown' }>;
type Asking = Pick<Act, 'live' | 'person' | 'device' | 'now'>;

// What the law of an agreement is told about the rest of the ceremony, and the streams that this telling relies on.

/** A9: a certificate that has expired is none. A15: what the registry says of parties and authority, today. */
export const signerOf = ({ live, person, device, now }: Asking, state: Known): Signer => ({
  personId: person.personId,
  actingFor: actingFor(live.ceremony, person.personId),
  entitlement: entitlementFor(live, state, dayIn(live, now)),
  identity:
    person.identity.state === 'confirmed'
      ? { method: person.identity.method, officer: person.identity.officer, at: person.identity.at }
      : null,
  certificateSha256:
    person.certificate?.device === device && Date.parse(person.certificate.notAfter) > now.getTime()
      ? person.certificate.sha256
      : null,
  certifiedBy: person.certificate?.certifiedBy ?? null,
  device: person.device,
  table: tableAt(live.ceremony, person.personId, person.device)?.tableId ?? null,
  assistedBy: person.helper?.commitment ?? null,
});

/** A7, A9, A15, A33: neither session nor person, nor parties, nor whose place it is may change before it is written. */
export const reliedOn = (state: Known, person: Person): readonly string[] => [
  sessionStream(state.wave),
  personStream(person.personId),
  ...new Set(state.draft.parties.map(({ partyId }) => partyStream(partyId))),
  ...(state.signatories.some(({ personId }) => personId === person.personId) ? [] : [DRILL]),
];

const DRILL = 'drill';
