import { mayPrepare } from '#agreement/decide-prepare';
import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import { drawSignatureAppearance } from '#documents/appearance';
import { inLanguages } from '#documents/in-languages';
import { unprintable } from '#documents/unprintable';
import { fieldBox } from '#signing/field-box';
import { prepareSignature } from '#signing/prepare';
import { signatureReserve } from '#signing/reserve';
import { forPaper } from '#projections/beside-the-chain';
import { sessionOf } from '#projections/agreement-standing';
import { agreementStream, findAgreement } from '#projections/live-ceremony';
import { organisationOf } from '#projections/party-data';
import { certificateOf, nameOf } from '#projections/people-data';
import type { Act, Proposal, SlowHandler } from './act.ts';
import { askAgreement } from './ask-agreement.ts';
import { verifyAddress } from './compose-document.ts';
import { chainOf, kindOf } from './remote-parts.ts';
import { openedDocument } from './open-documents.ts';
import { reliedOn, signerOf } from './signing-parts.ts';
import { SIGNING_REASONS } from './signing-reasons.ts';
import { stampTime } from './stamp-time.ts';

/** The next revision with an empty signature, kept durably until the browser has checked and signed it. */
export const prepareSigning: SlowHandler<'signing:prepare'> = async (act, { agreementId }) => {
  const made = await prepareOne(act, agreementId);
  if (isRefusal(made)) return made;
  const document = agreementStream(agreementId);
  return { ...made.proposal, prepared: { document, person: act.person.personId, bytes: made.segment } };
};

export type PreparedOne = { readonly proposal: Proposal; readonly segment: Uint8Array };

/** One agreement's next revision for this person, and the event that says so; refused before anything is computed. */
export const prepareOne = async (act: Act, agreementId: string): Promise<PreparedOne | Refusal> => {
  const { live, person, now, tools } = act;
  const state = findAgreement(live, agreementId);
  if (state.phase === 'unknown') return refuse('unknown-agreement', 'There is no such agreement.');
  const signer = signerOf(act, state);
  const session = sessionOf(live, state);
  const entitled = mayPrepare(state, signer, session);
  if (isRefusal(entitled)) return entitled;
  const document = await openedDocument(tools.store, live, agreementId, entitled.open.document);

  const { draft } = state;
  const { field, capacity } = entitled.signatory;
  const name = nameOf(forPaper(live), person.personId);
  const role = inLanguages(person.position, draft.language);
  const organisation = organisationOf(forPaper(live), person);
  // D71: a deputy or a successor stands in no document before the own signature.
  const letter = unprintable(`${name} ${role} ${organisation}`);
  if (letter !== null) return refuse('unprintable', `No typeface of the paper has the character "${letter}".`);
  // Two turns: to draw takes as long as all the rest (F11).
  const appearance = await tools.turn(() => {
    const place = fieldBox(document.file, field);
    if (isRefusal(place)) throw new Error(`The document of ${agreementId} has no field ${field}.`);
    return drawSignatureAppearance({
      ...place,
      name,
      role,
      organisation,
      time: stampTime(now, live.ceremony.plan?.zone ?? 'UTC'),
      qrUrl: verifyAddress(tools.publicUrl, draft.verifyCode),
      label: kindOf(signer.certifiedBy, draft.language),
      sample: live.ceremony.plan?.sample ?? false,
      rehearsal: live.ceremony.plan?.rehearsal ?? false,
    });
  });
  const isDeputy = capacity === 'witness' && entitled.evidence.actingFor !== null;
  const reason = inLanguages(SIGNING_REASONS[isDeputy ? 'deputy' : capacity], draft.language);
  const certificate = certificateOf(live, person.personId);
  if (certificate === null) return refuse('no-certificate', 'This device has no certificate for you yet.');
  // F13: room for the timestamp of whoever will be asked for it, and for the certificates that go in.
  const stamper = tools.timeStamps.external(live) ?? tools.timeStamps.own(live);
  const der = new Uint8Array(Buffer.from(certificate, 'base64'));
  const reserve = signatureReserve(stamper, { certificate: der, chain: chainOf(act) });
  const prepared = await tools.turn(() =>
    prepareSignature({ document, field, at: now, name, reason, appearance, reserve }),
  );
  if (isRefusal(prepared)) throw new Error(`A signature could not be prepared: ${prepared.refused.detail}`);

  const proposal = askAgreement(act, agreementId, {
    name: 'prepare',
    signer,
    session,
    baseSha256: prepared.base,
    preparedSha256: prepared.sha256,
  });
  if (isRefusal(proposal)) return proposal;
  return { proposal: { ...proposal, asserts: reliedOn(state, person) }, segment: prepared.segment };
};
