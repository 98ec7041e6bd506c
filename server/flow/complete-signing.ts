import { mayPrepare } from '#agreement/decide-prepare';
import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import { completeSignature } from '#signing/complete';
import type { Act, SlowHandler } from './act.ts';
import { askAgreement } from './ask-agreement.ts';
import { agreementStream, findAgreement } from '#projections/live-ceremony';
import { certificateOf } from '#projections/people-data';
import { reliedOn, sessionOf, signerOf } from './signing-parts.ts';

/** Embeds and checks what the browser signed; the event and the segment are written in one transaction. */
export const completeSigning: SlowHandler<'signing:complete'> = async (
  act,
  { agreementId, preparedSha256, signature },
) => {
  const { live, person, device, tools } = act;
  const state = findAgreement(live, agreementId);
  if (state.phase === 'unknown') return refuse('unknown-agreement', 'There is no such agreement.');
  const signer = signerOf(person, device, act.now);
  const entitled = mayPrepare(state, signer, sessionOf(live, state));
  if (isRefusal(entitled)) return entitled;
  if (entitled.open.prepared === null) return refuse('nothing-prepared', 'Nothing is prepared. Prepare again.');
  if (entitled.open.prepared.preparedSha256 !== preparedSha256) {
    return refuse('base-moved', 'The document has moved on since it was prepared. Prepare again.');
  }
  // A10: the browser would sign with a key that this certificate does not name.
  if (entitled.open.prepared.certificateSha256 !== entitled.certificateSha256) {
    return refuse('base-moved', 'Your certificate has changed since it was prepared. Prepare again.');
  }
  const signedAt = entitled.open.prepared.at;
  const parts = await readParts(act, agreementId);
  if (isRefusal(parts)) return parts;
  const signed = await completeSignature({
    document: parts.document,
    prepared: parts.prepared,
    certificate: parts.certificate,
    chain: tools.authority.chain,
    signature: new Uint8Array(Buffer.from(signature, 'base64')),
  });
  if (isRefusal(signed)) {
    const { code, detail } = signed.refused;
    if (code === 'cms-too-long') throw new Error(detail);
    return refuse(code, `${detail}. Nothing was signed.`);
  }
  const proposal = askAgreement(act, agreementId, {
    name: 'complete',
    signer,
    session: sessionOf(live, state),
    preparedSha256,
    sha256: signed.sha256,
    bytes: parts.document.length + signed.segment.length,
    signedAt,
  });
  if (isRefusal(proposal)) return proposal;
  // One segment for the certified document, one for each signature.
  const index = entitled.open.signatures.length + 1;
  return {
    ...proposal,
    asserts: reliedOn(state, person),
    segments: [{ document: agreementStream(agreementId), index, bytes: signed.segment }],
  };
};

const readParts = async (
  act: Act,
  agreementId: string,
): Promise<
  Refusal | { readonly document: Uint8Array; readonly prepared: Uint8Array; readonly certificate: Uint8Array }
> => {
  const { live, person, tools } = act;
  const stream = agreementStream(agreementId);
  const [document, prepared] = await Promise.all([
    tools.store.readDocument(live.ceremonyId, stream),
    tools.store.readPrepared(live.ceremonyId, stream, person.personId),
  ]);
  if (document === null) throw new Error(`The document of ${agreementId} is missing from the store.`);
  if (prepared === null) return refuse('nothing-prepared', 'Nothing is prepared for you. Prepare again.');
  const certificate = certificateOf(live, person.personId);
  if (certificate === null) return refuse('no-certificate', 'This device has no certificate for you yet.');
  return { document, prepared, certificate: new Uint8Array(Buffer.from(certificate, 'base64')) };
};
