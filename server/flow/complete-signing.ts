import { mayPrepare } from '#agreement/decide-prepare';
import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import { completeSignature, signatureImprint } from '#signing/complete';
import { sessionOf } from '#projections/agreement-standing';
import { agreementStream, findAgreement } from '#projections/live-ceremony';
import { certificateOf } from '#projections/people-data';
import type { Act, Proposal, SlowHandler } from './act.ts';
import { askAgreement } from './ask-agreement.ts';
import { chainOf } from './remote-parts.ts';
import { keepGrown, openedDocument } from './open-documents.ts';
import { reliedOn, signerOf } from './signing-parts.ts';

/** Embeds and checks what the browser signed; the event and the segment are written in one transaction. */
export const completeSigning: SlowHandler<'signing:complete'> = (act, { agreementId, preparedSha256, signature }) =>
  completeOne(act, { agreementId, preparedSha256, signature }, () =>
    act.tools.store.readPrepared(act.live.ceremonyId, agreementStream(agreementId), act.person.personId),
  );

export type BrowserSignature = {
  readonly agreementId: string;
  readonly preparedSha256: string;
  /** base64 of r ‖ s. */
  readonly signature: string;
};

/**
 * One agreement's signature; `readSegment` gives the revision that was prepared, or null. `mayBeOlder`: it is kept with
 * others, and need not be the last one that was prepared.
 */
export const completeOne = async (
  act: Act,
  { agreementId, preparedSha256, signature }: BrowserSignature,
  readSegment: () => Promise<Uint8Array | null>,
  mayBeOlder = false,
): Promise<Proposal | Refusal> => {
  const { live, person, tools } = act;
  const state = findAgreement(live, agreementId);
  if (state.phase === 'unknown') return refuse('unknown-agreement', 'There is no such agreement.');
  const signer = signerOf(act, state);
  const session = sessionOf(live, state);
  const entitled = mayPrepare(state, signer, session);
  if (isRefusal(entitled)) return entitled;
  const waiting = entitled.open.prepared.get(person.personId);
  if (waiting === undefined) return refuse('nothing-prepared', 'Nothing is prepared. Prepare again.');
  if (waiting.preparedSha256 !== preparedSha256) {
    return refuse('base-moved', 'The document has moved on since it was prepared. Prepare again.');
  }
  // A10: the browser would sign with a key that this certificate does not name.
  if (waiting.certificateSha256 !== entitled.certificateSha256) {
    return refuse('base-moved', 'Your certificate has changed since it was prepared. Prepare again.');
  }
  const certificate = certificateOf(live, person.personId);
  if (certificate === null) return refuse('no-certificate', 'This device has no certificate for you yet.');
  const parts = {
    certificate: new Uint8Array(Buffer.from(certificate, 'base64')),
    chain: chainOf(act),
    signature: new Uint8Array(Buffer.from(signature, 'base64')),
  };
  const imprint = signatureImprint(parts.signature, parts.certificate);
  if (imprint === null)
    return refuse('signature-does-not-match', 'The signature has another length. Nothing was signed.');
  const stream = agreementStream(agreementId);
  // F13: the timestamp is asked for while the document is read.
  const [document, prepared, stamped] = await Promise.all([
    openedDocument(tools.store, live, agreementId, entitled.open.document),
    readSegment(),
    tools.timeStamps.soon(live, imprint),
  ]);
  if (prepared === null) return refuse('nothing-prepared', 'Nothing is prepared for you. Prepare again.');
  if (mayBeOlder && document.hash.copy().update(prepared).digest('hex') !== preparedSha256) {
    return refuse('base-moved', 'It was prepared anew since. Prepare the wave again.');
  }
  const embed = (token: Uint8Array | null) =>
    tools.turn(() => completeSignature({ document, prepared, ...parts, token }));
  let { timestamp, problem } = stamped;
  let signed = await embed(stamped.token);
  if (isRefusal(signed) && signed.refused.code === 'cms-too-long' && stamped.token !== null) {
    // Prepared before the authority was named: no room was kept. A35: the signature counts without.
    [timestamp, problem] = [null, 'too-large'];
    signed = await embed(null);
  }
  if (isRefusal(signed)) {
    const { code, detail } = signed.refused;
    if (code === 'cms-too-long') throw new Error(detail);
    return refuse(code, `${detail}. Nothing was signed.`);
  }
  const proposal = askAgreement(act, agreementId, {
    name: 'complete',
    signer,
    session,
    preparedSha256,
    sha256: signed.sha256,
    bytes: document.file.bytes.length + signed.segment.length,
    signedAt: waiting.at,
    stamped: { timestamp, problem },
  });
  if (isRefusal(proposal)) return proposal;
  keepGrown(tools.store, document, signed);
  // One segment for the certified document, one for each signature.
  const index = entitled.open.signatures.length + 1;
  return {
    ...proposal,
    asserts: reliedOn(state, person),
    segments: [{ document: stream, index, bytes: signed.segment }],
  };
};
