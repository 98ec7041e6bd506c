import type { Signer, SessionState } from '#agreement/commands';
import type { AgreementState } from '#agreement/state';
import type { Person } from '#ceremony/people/state';
import { personStream, sessionStream } from '#ceremony/streams';
import type { LiveCeremony } from '#projections/live-ceremony';

// What the law of an agreement is told about the rest of the ceremony, and the streams that this telling relies on.

/** A9: a certificate that has expired is none. */
export const signerOf = (person: Person, device: string, now: Date): Signer => ({
  personId: person.personId,
  identity:
    person.identity.state === 'confirmed'
      ? { method: person.identity.method, officer: person.identity.officer, at: person.identity.at }
      : null,
  certificateSha256:
    person.certificate?.device === device && Date.parse(person.certificate.notAfter) > now.getTime()
      ? person.certificate.sha256
      : null,
  device: person.device,
});

export const sessionOf = (live: LiveCeremony, state: AgreementState): SessionState =>
  state.phase === 'unknown' ? 'planned' : (live.ceremony.waves.get(state.draft.wave)?.session ?? 'planned');

/** A7, A9: neither the session nor the person may have changed between the decision and the ledger. */
export const reliedOn = (state: AgreementState, person: Person): readonly string[] =>
  state.phase === 'unknown' ? [] : [sessionStream(state.draft.wave), personStream(person.personId)];
