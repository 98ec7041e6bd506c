import type { AgreementFacts, Bilingual } from '#contract/agreement-facts';
import { isRefusal, type Refusal } from '#contract/refusal';
import { drawCertificationAppearance, drawSignatureAppearance } from '#documents/appearance';
import { inLanguages } from '#documents/in-languages';
import { renderAgreement } from '#documents/render-agreement';
import type { LoadedTemplate } from '#documents/template';
import { SIGNING_REASONS } from '#flow/signing-reasons';
import { stampTime } from '#flow/stamp-time';
import { randomBytes } from '#platform/random';
import { digestOf } from '#signing/byte-range';
import { certify, seal } from '#signing/certify';
import { completeSignature, signatureImprint } from '#signing/complete';
import { type FieldBox, fieldBox } from '#signing/field-box';
import { prepareSignature } from '#signing/prepare';
import { signatureReserve } from '#signing/reserve';
import { signedAttributes } from '#signing/signed-attributes';
import type { TimeStamper } from '#signing/time-stamp';
import type { SampleSigner, SampleSigners, SigningPlace } from './sample-signers.ts';

const ZONE = 'Asia/Jakarta';
const LABEL: { readonly [Language in AgreementFacts['language']]: string } = {
  id: 'Ditandatangani secara elektronik (tidak tersertifikasi)',
  en: 'Signed electronically (uncertified)',
  'id-en': 'Ditandatangani secara elektronik (tidak tersertifikasi) / Signed electronically (uncertified)',
};

export type SampleAgreement = {
  readonly facts: AgreementFacts;
  readonly template: LoadedTemplate;
  readonly by: SampleSigners;
  /** Null at level B-B. */
  readonly stamper: TimeStamper | null;
  readonly now: Date;
};

/** One agreement, rendered, certified, and signed by all signers, each in the next place. */
export async function signSampleAgreement(sample: SampleAgreement): Promise<Uint8Array> {
  let document = await certified(sample);
  for (const signer of sample.by.signers) {
    const segment = await (signer.field === 'seal-1'
      ? sealed(sample, document, signer)
      : signed(sample, document, signer));
    document = Buffer.concat([document, segment]);
  }
  return document;
}

async function certified({ facts, template, by, stamper, now }: SampleAgreement): Promise<Uint8Array> {
  const rendered = await renderAgreement(facts, { template, at: now, documentId: randomBytes(16) });
  const { organiser } = facts.ceremony;
  const outcome = await certify(rendered, {
    field: 'certification',
    at: now,
    name: organiser,
    reason: inLanguages(SIGNING_REASONS.certification, facts.language),
    appearance: drawCertificationAppearance({
      ...boxOf(rendered.bytes, 'certification'),
      organiser,
      time: stampTime(now, ZONE),
      label: inLanguages(template.certification, facts.language),
    }),
    signer: by.organiser,
    stamper,
  });
  return unrefused(outcome).bytes;
}

/** As browser and server do together: prepare, sign the attributes, get a token, complete. */
async function signed(
  { facts, stamper, now }: SampleAgreement,
  document: Uint8Array,
  signer: SampleSigner,
): Promise<Uint8Array> {
  const { field } = signer;
  const appearance = drawSignatureAppearance({
    ...boxOf(document, field),
    ...signer,
    role: inLanguages(positionAt(facts, field) ?? { id: signer.role, en: signer.role }, facts.language),
    time: stampTime(now, ZONE),
    qrUrl: facts.verifyUrl,
    label: LABEL[facts.language],
    sample: true,
    rehearsal: false,
  });
  const { certificate, chain, name } = signer;
  const reason = inLanguages(SIGNING_REASONS[field.startsWith('party') ? 'party' : 'witness'], facts.language);
  const request = { document, field, at: now, reason, name, appearance, reserve: signatureReserve(stamper, signer) };
  const { segment, byteRange } = unrefused(prepareSignature(request));
  const attributes = signedAttributes(digestOf(document, Buffer.from(segment), byteRange), certificate);
  const signature = await signer.sign(attributes);
  const imprint = signatureImprint(signature, certificate);
  const token = stamper && imprint ? await stamper.stamp(imprint) : null;
  const completion = { document, prepared: segment, certificate, chain, signature, token };
  return unrefused(completeSignature(completion)).segment;
}

async function sealed(
  { stamper, now }: SampleAgreement,
  document: Uint8Array,
  signer: SampleSigner,
): Promise<Uint8Array> {
  const { name } = signer;
  const request = { field: 'seal-1', at: now, name, reason: 'Segel penyelenggara', appearance: null, signer, stamper };
  return unrefused(await seal(document, request)).segment;
}

function boxOf(document: Uint8Array, field: string): FieldBox {
  return unrefused(fieldBox(document, field));
}

/** What can be refused here is a mistake of ours. */
function unrefused<Outcome extends object>(outcome: Outcome): Exclude<Outcome, Refusal<string>> {
  if (isRefusal(outcome)) throw new Error(`Refused: ${JSON.stringify(outcome)}`);
  return outcome as Exclude<Outcome, Refusal<string>>;
}

const positionAt = ({ parties, witness }: AgreementFacts, field: string): Bilingual | undefined =>
  witness?.field === field ? witness.position : parties.find((party) => party.field === field)?.signatory.position;

/** The agreement of so many signatures: two parties, then the organiser's seal, and before it a witness. */
export const factsFor = (facts: AgreementFacts, signatures: number): AgreementFacts =>
  signatures === 4 ? facts : { ...facts, witness: null };

/** Who signs where, in the order of signing; the organiser's certification comes before them. */
export function placesOf(facts: AgreementFacts, signatures: number): readonly SigningPlace[] {
  const text = (words: Bilingual): string => (facts.language === 'en' ? words.en : words.id);
  const { organiser } = facts.ceremony;
  const all = [
    ...facts.parties.map(({ field, name, signatory }) => ({
      field,
      name: signatory.name,
      role: text(signatory.position),
      organisation: name,
    })),
    ...(facts.witness ? [{ ...facts.witness, role: text(facts.witness.position) }] : []),
    { field: 'seal-1', name: organiser, role: 'Segel / Seal', organisation: organiser },
  ];
  return all.slice(0, signatures).map(({ field, name, role, organisation }) => ({ field, name, role, organisation }));
}
