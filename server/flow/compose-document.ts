import { createHash } from 'node:crypto';
import type { AgreementDraft } from '#agreement/events';
import type { AgreementFacts, FactParty } from '#contract/agreement-facts';
import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import { drawCertificationAppearance } from '#documents/appearance';
import { inLanguages } from '#documents/in-languages';
import { UnfitFactsError } from '#documents/form-fill';
import type { Draw } from '#documents/drawing';
import { renderAgreement } from '#documents/render-agreement';
import type { RenderedPdf } from '#documents/render-pages';
import type { LoadedTemplate } from '#documents/template';
import { UnprintableTextError } from '#documents/text';
import { certify } from '#signing/certify';
import type { Tools } from './act.ts';
import { forPaper } from '#projections/beside-the-chain';
import type { LiveCeremony } from '#projections/live-ceremony';
import { partyAddressOf, partyNameOf } from '#projections/party-data';
import { nameOf } from '#projections/people-data';
import { SIGNING_REASONS } from './signing-reasons.ts';
import { stampTime } from './stamp-time.ts';
import { authorityOf } from './tools-of.ts';

export type ComposedDocument = {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly pages: number;
  /** Name and version of the template, as the ledger keeps it. */
  readonly template: string;
  /** The very template that was used. */
  readonly by: LoadedTemplate;
};

const CERTIFICATION_FIELD = 'certification';

type Composer = Pick<Tools, 'templates' | 'random' | 'publicUrl'> & Partial<Pick<Tools, 'draw' | 'turn'>>;

/** A16: what the document would be, marked as a proof on every page and signed by nobody. */
export const composeProof = async (
  live: LiveCeremony,
  draft: AgreementDraft,
  tools: Composer,
  now: Date,
): Promise<ComposedDocument | Refusal> => {
  const template = await tools.templates.kept(live, draft.template);
  if (isRefusal(template)) return template;
  const facts = factsOf(forPaper(live), draft, tools.publicUrl);
  const rendered = await render(tools, facts, { template, at: now, documentId: tools.random(16), proof: true });
  if (isRefusal(rendered)) return rendered;
  return {
    bytes: rendered.bytes,
    sha256: createHash('sha256').update(rendered.bytes).digest('hex'),
    pages: rendered.pages,
    template: `${template.name}@${template.version}`,
    by: template,
  };
};

/** D71: what does not fit into a form, or has a letter that cannot be printed, is for those who wrote it to mend. */
const render = async (
  { draw = renderAgreement }: Composer,
  ...asked: Parameters<Draw>
): Promise<RenderedPdf | Refusal> => {
  try {
    return await draw(...asked);
  } catch (error) {
    if (error instanceof UnfitFactsError) return refuse('does-not-fit', error.message);
    if (error instanceof UnprintableTextError) return refuse('unprintable', `${error.message}.`);
    throw error;
  }
};

/** facts → PDF → certified by the organiser. Throws when the house itself is at fault. */
export const composeDocument = async (
  live: LiveCeremony,
  draft: AgreementDraft,
  tools: Composer & Pick<Tools, 'authority'>,
  now: Date,
): Promise<ComposedDocument | Refusal> => {
  const template = await tools.templates.of(live, draft.template);
  if (isRefusal(template)) return template;
  const facts = factsOf(forPaper(live), draft, tools.publicUrl);
  const rendered = await render(tools, facts, { template, at: now, documentId: tools.random(16) });
  if (isRefusal(rendered)) return rendered;
  const place = rendered.fields.find(({ name }) => name === CERTIFICATION_FIELD);
  if (place === undefined) throw new Error(`Template ${template.name} has no field for the certification.`);
  const { organiser } = facts.ceremony;
  const [left, bottom, right, top] = place.rect;
  // F11: as every signature.
  const turn = tools.turn ?? ((work) => work());
  const certified = await turn(() =>
    certify(rendered, {
      field: CERTIFICATION_FIELD,
      at: now,
      name: organiser,
      reason: inLanguages(SIGNING_REASONS.certification, facts.language),
      appearance: drawCertificationAppearance({
        width: right - left,
        height: top - bottom,
        organiser,
        time: stampTime(now, live.ceremony.plan?.zone ?? 'UTC'),
        label: inLanguages(template.certification, facts.language),
      }),
      signer: authorityOf(tools.authority, live).certificationSigner,
    }),
  );
  if (isRefusal(certified)) throw new Error(`The document could not be certified: ${certified.refused.detail}`);
  return {
    bytes: certified.bytes,
    sha256: certified.sha256,
    pages: rendered.pages,
    template: `${template.name}@${template.version}`,
    by: template,
  };
};

export const verifyAddress = (publicUrl: string, code: string): string => `${publicUrl}/verify/${code}`;

const factsOf = (live: LiveCeremony, draft: AgreementDraft, publicUrl: string): AgreementFacts => {
  const { plan, people, parties } = live.ceremony;
  if (plan === null) throw new Error('A ceremony without a plan has no documents.');
  const factParties = draft.parties.map((own, index): FactParty => {
    const party = parties.get(own.partyId);
    const person = people.get(own.personId);
    if (party === undefined || person === undefined) throw new Error(`Agreement ${draft.agreementId} names nobody.`);
    return {
      field: `party-${index + 1}`,
      kind: party.kind,
      name: partyNameOf(live, own.partyId),
      ownership: party.ownership,
      scale: party.scale,
      nib: party.nib,
      address: partyAddressOf(live, own.partyId),
      region: party.region,
      number: own.number,
      signatory: { name: nameOf(live, own.personId), position: person.position, basis: own.basis },
    };
  });
  const witness = draft.witnessId === null ? undefined : people.get(draft.witnessId);
  return {
    agreementId: draft.agreementId,
    number: draft.number,
    kind: draft.kind,
    language: draft.language,
    sample: plan.sample,
    rehearsal: plan.rehearsal,
    title: draft.title,
    activity: draft.activity,
    sector: draft.sector,
    pattern: draft.pattern,
    value: draft.value,
    signedOn: draft.signedOn,
    termYears: draft.termYears,
    endsOn: draft.endsOn,
    targets: draft.targets,
    annex: draft.annex,
    parties: factParties,
    witness:
      witness === undefined
        ? null
        : {
            field: 'witness-1',
            name: nameOf(live, witness.personId),
            position: witness.position,
            organisation: witness.organisation,
          },
    ceremony: { title: plan.title, place: plan.place, organiser: plan.organiser },
    verifyUrl: verifyAddress(publicUrl, draft.verifyCode),
  };
};
