import { createHash } from 'node:crypto';
import { mayPrepare } from '#agreement/decide-prepare';
import { isRefusal, refuse } from '#contract/refusal';
import { sessionOf } from '#projections/agreement-standing';
import { agreementStream, findAgreement } from '#projections/live-ceremony';
import { remoteOf } from '#projections/remote-data';
import { remoteDigest } from '#signing/remote-message';
import type { SlowHandler } from './act.ts';
import { completeOne } from './complete-signing.ts';
import { readToAppend } from './open-documents.ts';
import { serviceOf } from './remote-certificates.ts';
import { signerOf } from './signing-parts.ts';

export const sendOtp: SlowHandler<'signing:send-otp'> = async (act) => {
  const service = serviceOf(act);
  if (isRefusal(service)) return service;
  const remote = remoteOf(act.live, act.person.personId);
  if (remote === null || act.person.certificate?.device !== act.device) return notChosen;
  const refused = await service.signer.sendOtp(remote.credentialId);
  return refused ?? { writes: [] };
};

/**
 * As `signing:complete`, only that the service signs and not the browser. Everything that can be asked beforehand is, so that
 * nobody spends an OTP on what would be refused; and all of it is asked again afterwards, as of every signature.
 */
export const completeRemote: SlowHandler<'signing:complete-remote'> = async (act, payload) => {
  const { live, person, tools } = act;
  const { agreementId, preparedSha256, pin, otp } = payload;
  const service = serviceOf(act);
  if (isRefusal(service)) return service;
  const remote = remoteOf(live, person.personId);
  if (remote === null) return notChosen;
  const state = findAgreement(live, agreementId);
  if (state.phase === 'unknown') return refuse('unknown-agreement', 'There is no such agreement.');
  const entitled = mayPrepare(state, signerOf(act, state), sessionOf(live, state));
  if (isRefusal(entitled)) return entitled;
  const waiting = entitled.open.prepared.get(person.personId);
  if (waiting === undefined) return refuse('nothing-prepared', 'Nothing is prepared. Prepare again.');
  if (
    waiting.preparedSha256 !== preparedSha256 ||
    waiting.baseSha256 !== entitled.open.document.sha256 ||
    waiting.certificateSha256 !== entitled.certificateSha256
  ) {
    return refuse('base-moved', 'The document has moved on since it was prepared. Prepare again.');
  }
  const stream = agreementStream(agreementId);
  const readSegment = () => tools.store.readPrepared(live.ceremonyId, stream, person.personId);
  const [document, prepared] = await Promise.all([
    // F54: from the store and not from memory, so that nobody spends an OTP on what cannot be appended.
    readToAppend(tools.store, live, agreementId, entitled.open.document),
    readSegment(),
  ]);
  if (prepared === null) return refuse('nothing-prepared', 'Nothing is prepared for you. Prepare again.');
  // F46: no browser looks at what the service signs, as it does at what it signs itself (S18): it is what was checked, or nothing.
  const whole = createHash('sha256').update(document).update(prepared).digest('hex');
  if (whole !== preparedSha256)
    return refuse('base-moved', 'What was prepared is not here any more as it was. Prepare again.');
  const certificate = new Uint8Array(Buffer.from(remote.der, 'base64'));
  const digest = await tools.turn(() => ({ digest: remoteDigest(document, prepared, certificate) }));
  if (digest.digest === null) return refuse('base-moved', 'The document has moved on since it was prepared.');
  const asked = { credentialId: remote.credentialId, digest: digest.digest, pin, otp };
  const key = JSON.stringify([
    live.ceremonyId,
    agreementId,
    person.personId,
    Buffer.from(asked.digest).toString('hex'),
  ]);
  const signature = await service.once(key, () => service.signer.sign(asked));
  if (isRefusal(signature)) return signature;
  const given = { agreementId, preparedSha256, signature: Buffer.from(signature).toString('base64') };
  return completeOne(act, given, readSegment);
};

const notChosen = refuse('no-certificate', 'No certificate of a signing service was chosen on this device.');
