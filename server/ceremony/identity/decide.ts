import { isRefusal, refuse } from '#contract/refusal';
import type { CeremonyDecision } from '../decision.ts';
import { findPerson } from '../people/decide.ts';
import type { CeremonyState } from '../state.ts';
import type { DecideTable } from '../tables.ts';
import type { IdentityCommand } from './commands.ts';
import { revocationOf } from './revocation.ts';

type Of<Name extends IdentityCommand['name']> = Extract<IdentityCommand, { name: Name }>;

/** C16: after so many wrong codes the code is spent; eight digits and five tries leave a guesser 1 in 20 million. */
export const MAX_CODE_FAILURES = 5;

const issueCode = (command: Of<'issue-code'>, state: CeremonyState): CeremonyDecision => {
  const person = findPerson(state, command.personId);
  if (isRefusal(person)) return person;
  if (command.officer === person.personId) return byAnother;
  if (person.identity.state === 'confirmed') return alreadyConfirmed(person.personId);
  // C9: without a link there is nobody to check.
  if (person.link.state === 'revoked') return refuse('link-revoked', 'The link of this person was withdrawn.');
  const { personId, officer, codeHash, expiresAt } = command;
  return [{ type: 'identity-code-issued', data: { personId, officer, codeHash, expiresAt } }];
};

const enterCode = (command: Of<'enter-code'>, state: CeremonyState, now: string): CeremonyDecision => {
  const person = findPerson(state, command.personId);
  if (isRefusal(person)) return person;
  const { personId, identity } = person;
  switch (identity.state) {
    case 'confirmed':
      return alreadyConfirmed(personId);
    case 'unconfirmed':
      return refuse('code-not-issued', 'No code was issued. Ask an officer for one.');
    case 'code-issued': {
      if (Date.parse(identity.expiresAt) <= Date.parse(now)) {
        return refuse('code-expired', 'This code has expired. Ask an officer for a new one.');
      }
      if (identity.failures >= MAX_CODE_FAILURES) {
        return refuse('code-exhausted', 'Too many wrong codes. Ask an officer for a new one.');
      }
      if (identity.codeHash !== command.codeHash) return [{ type: 'identity-code-failed', data: { personId } }];
      if (person.device === null) return refuse('not-signed-in', 'The person has not arrived.');
      const { officer } = identity;
      return [{ type: 'identity-confirmed', data: { personId, method: 'code', officer, device: person.device } }];
    }
  }
};

const confirmIdentity = (command: Of<'confirm-identity'>, state: CeremonyState): CeremonyDecision => {
  const person = findPerson(state, command.personId);
  if (isRefusal(person)) return person;
  const { personId, device } = person;
  if (person.identity.state === 'confirmed') return alreadyConfirmed(personId);
  if (command.officer === personId) return byAnother;
  // C13: a link alone never earns a certificate. C14: "seen on video" needs a picture to see.
  if (device === null || !command.seenOnVideo) {
    return refuse('not-connected', 'There is no live picture of this person to confirm.');
  }
  if (device !== command.device)
    return refuse('other-device', 'This person is here with another device now. Look again.');
  return [{ type: 'identity-confirmed', data: { personId, method: 'video', officer: command.officer, device } }];
};

const confirmInPerson = (command: Of<'confirm-in-person'>, state: CeremonyState): CeremonyDecision => {
  const person = findPerson(state, command.personId);
  if (isRefusal(person)) return person;
  const { personId, device } = person;
  const { officer, method } = command;
  if (person.identity.state === 'confirmed') return alreadyConfirmed(personId);
  // C61: nobody vouches for oneself, and the certificate will belong to the device in the person's hands.
  if (officer === personId) return byAnother;
  if (device === null) return refuse('not-connected', 'The person has not arrived with a device.');
  if (device !== command.device) {
    return refuse('other-device', 'This person is here with another device now. Look again.');
  }
  return [{ type: 'identity-confirmed', data: { personId, method, officer, device } }];
};

const recordCertificate = (command: Of<'record-certificate'>, state: CeremonyState, now: string): CeremonyDecision => {
  const person = findPerson(state, command.personId);
  if (isRefusal(person)) return person;
  // C13, C12: for the person who was checked, on the device on which they were checked.
  if (person.identity.state !== 'confirmed' || person.device !== command.device) {
    return refuse('identity-not-confirmed', 'An officer has to confirm this person first.');
  }
  const { personId, device, certificateSha256, serial, notAfter } = command;
  if (person.certificate?.sha256 === certificateSha256) return [];
  // C181: what was revoked stays revoked.
  if (state.revokedCertificates.has(certificateSha256)) {
    return refuse('no-certificate', 'This certificate was revoked. Ask for a new one.');
  }
  return [
    { type: 'certificate-issued', data: { personId, device, certificateSha256, serial, notAfter } },
    // C182: after it, so that the identity that was checked for the new one stays confirmed.
    // C221: a certificate that is not ours only stops being used here.
    ...(person.certificate?.certifiedBy == null ? revocationOf(person, 'superseded', null, now) : []),
  ];
};

const recordRemoteCertificate = (
  command: Of<'record-remote-certificate'>,
  state: CeremonyState,
  now: string,
): CeremonyDecision => {
  const person = findPerson(state, command.personId);
  if (isRefusal(person)) return person;
  // C220: as for a certificate of ours, for the person who was checked, on the device on which they were.
  if (person.identity.state !== 'confirmed' || person.device !== command.device) {
    return refuse('identity-not-confirmed', 'An officer has to confirm this person first.');
  }
  const { personId, device, certificateSha256, issuer, notAfter } = command;
  if (person.certificate?.sha256 === certificateSha256) return [];
  // C222: a key that others may hold is not taken up again.
  if (state.revokedCertificates.get(certificateSha256)?.reason === 'key-compromise') {
    return refuse('remote-unusable', 'This certificate was withdrawn here because its key may be in other hands.');
  }
  return [
    { type: 'remote-certificate-recorded', data: { personId, device, certificateSha256, issuer, notAfter } },
    ...(person.certificate?.certifiedBy == null ? revocationOf(person, 'superseded', null, now) : []),
  ];
};

const revokeCertificate = (
  { personId, reason, by }: Of<'revoke-certificate'>,
  state: CeremonyState,
  now: string,
): CeremonyDecision => {
  const person = findPerson(state, personId);
  return isRefusal(person) ? person : revocationOf(person, reason, by, now);
};

const nameHelper = ({ personId, by, commitment }: Of<'name-helper'>, state: CeremonyState): CeremonyDecision => {
  const person = findPerson(state, personId);
  if (isRefusal(person)) return person;
  // C208: help is given here and now, on the device that the person has.
  if (person.device === null) return refuse('not-connected', 'The person has not arrived with a device.');
  return (person.helper?.commitment ?? null) === commitment
    ? []
    : [{ type: 'helper-named', data: { personId, by, commitment } }];
};

/** C17: nobody vouches for oneself: not on video, by a code, or face to face. */
const byAnother = refuse('not-allowed', 'Another officer confirms you.');

const alreadyConfirmed = (personId: string) =>
  refuse('identity-already-confirmed', `The identity of ${personId} is confirmed already.`);

export const decideIdentity: DecideTable<IdentityCommand> = {
  'issue-code': issueCode,
  'enter-code': enterCode,
  'confirm-identity': confirmIdentity,
  'confirm-in-person': confirmInPerson,
  'record-certificate': recordCertificate,
  'name-helper': nameHelper,
  'record-remote-certificate': recordRemoteCertificate,
  'revoke-certificate': revokeCertificate,
};
