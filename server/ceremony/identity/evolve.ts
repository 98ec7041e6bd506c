import { changePerson } from '../people/state.ts';
import type { EvolveTable } from '../tables.ts';
import type { identityEvents } from './events.ts';

export const evolveIdentity: EvolveTable<keyof typeof identityEvents> = {
  'identity-code-issued': (state, { personId, codeHash, expiresAt, officer }) =>
    changePerson(state, personId, () => ({
      identity: { state: 'code-issued', codeHash, expiresAt, officer, failures: 0 },
    })),
  'identity-code-failed': (state, { personId }) =>
    changePerson(state, personId, ({ identity }) =>
      identity.state === 'code-issued' ? { identity: { ...identity, failures: identity.failures + 1 } } : {},
    ),
  'identity-confirmed': (state, { personId, method, officer }, at) =>
    changePerson(state, personId, () => ({ identity: { state: 'confirmed', method, officer, at } })),
  'certificate-issued': (state, { personId, certificateSha256, device, serial, notAfter }) =>
    changePerson(state, personId, () => ({
      certificate: { sha256: certificateSha256, device, serial, notAfter, certifiedBy: null },
    })),
  'remote-certificate-recorded': (state, { personId, certificateSha256, device, issuer, notAfter }) => {
    state.remoteCertificates.add(certificateSha256);
    // C222: chosen anew after another device or the browser's key; what it was withdrawn for is in the ledger.
    state.revokedCertificates.delete(certificateSha256);
    changePerson(state, personId, () => ({
      certificate: { sha256: certificateSha256, device, serial: null, notAfter, certifiedBy: issuer },
    }));
  },
  'helper-named': (state, { personId, by, commitment }) =>
    changePerson(state, personId, () => ({ helper: commitment === null ? null : { by, commitment } })),
  'certificate-revoked': (state, { personId, certificateSha256, serial, reason, revokedAt }) => {
    const revoked = { personId, sha256: certificateSha256, serial, at: revokedAt, reason };
    state.revokedCertificates.set(certificateSha256, revoked);
    // C181: whoever loses the certificate that stands is checked again; one that was replaced already changes nothing.
    changePerson(state, personId, ({ certificate }) =>
      certificate?.sha256 === certificateSha256 ? { certificate: null, identity: { state: 'unconfirmed' } } : {},
    );
  },
};
