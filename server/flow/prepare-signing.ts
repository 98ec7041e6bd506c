import { mayPrepare } from '#agreement/decide-prepare';
import type { AgreementDraft } from '#agreement/events';
import { isRefusal, refuse } from '#contract/refusal';
import { drawSignatureAppearance } from '#documents/appearance';
import { fieldBox } from '#signing/field-box';
import { prepareSignature } from '#signing/prepare';
import type { SlowHandler } from './act.ts';
import { askAgreement } from './ask-agreement.ts';
import { verifyAddress } from './compose-document.ts';
import { agreementStream, findAgreement } from '#projections/live-ceremony';
import { nameOf } from '#projections/people-data';
import { reliedOn, sessionOf, signerOf } from './signing-parts.ts';
import { stampTime } from './stamp-time.ts';

/** What kind of electronic signature it is (PP 71/2019 Pasal 60), in the language of the document. */
const KIND = {
  id: 'Tanda tangan elektronik tidak tersertifikasi',
  en: 'Uncertified electronic signature',
  'id-en': 'Tanda tangan elektronik tidak tersertifikasi / Uncertified electronic signature',
} as const satisfies Record<AgreementDraft['language'], string>;

/** The next revision with an empty signature, kept durably until the browser has checked and signed it. */
export const prepareSigning: SlowHandler<'signing:prepare'> = async (act, { agreementId }) => {
  const { live, person, device, now, tools } = act;
  const state = findAgreement(live, agreementId);
  if (state.phase === 'unknown') return refuse('unknown-agreement', 'There is no such agreement.');
  const signer = signerOf(person, device, now);
  const entitled = mayPrepare(state, signer, sessionOf(live, state));
  if (isRefusal(entitled)) return entitled;
  const document = await tools.store.readDocument(live.ceremonyId, agreementStream(agreementId));
  if (document === null) throw new Error(`The document of ${agreementId} is missing from the store.`);

  const { draft } = state;
  const { field, capacity } = entitled.signatory;
  const box = fieldBox(document, field);
  if (isRefusal(box)) throw new Error(`The document of ${agreementId} has no field ${field}.`);
  const name = nameOf(live, person.personId);
  const prepared = prepareSignature({
    document,
    field,
    at: now,
    name,
    reason: capacity === 'witness' ? 'Menyaksikan perjanjian ini' : 'Menyetujui perjanjian ini',
    appearance: drawSignatureAppearance({
      ...box,
      name,
      role: draft.language === 'en' ? person.position.en : person.position.id,
      organisation: person.organisation,
      time: stampTime(now, live.ceremony.plan?.zone ?? 'UTC'),
      qrUrl: verifyAddress(tools.publicUrl, draft.verifyCode),
      label: KIND[draft.language],
      sample: live.ceremony.plan?.sample ?? false,
    }),
  });
  if (isRefusal(prepared)) throw new Error(`A signature could not be prepared: ${prepared.refused.detail}`);
  const proposal = askAgreement(act, agreementId, {
    name: 'prepare',
    signer,
    session: sessionOf(live, state),
    baseSha256: prepared.base,
    preparedSha256: prepared.sha256,
  });
  if (isRefusal(proposal)) return proposal;
  return {
    ...proposal,
    asserts: reliedOn(state, person),
    prepared: { document: agreementStream(agreementId), person: person.personId, bytes: prepared.segment },
  };
};
