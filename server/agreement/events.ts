import { z } from 'zod';
import { AGREEMENT_KINDS, IDENTITY_METHODS, PATTERNS, SECTORS, SIGNING_ORDERS } from '#contract/constants';
import {
  bilingual,
  instant,
  reachedEvidence,
  sealedEvidence,
  timeStamp,
  timestampProblem,
  wave,
} from '#contract/fields';
import { identifier, sha256 } from '#contract/ids';
import { schemaVersions, upcast } from './upcast.ts';

const rupiah = z.int().min(0);
const annexRow = z
  .strictObject({ item: bilingual, quantity: z.int().min(1), unit: bilingual, price: rupiah })
  .readonly();
const rendered = { sha256, bytes: z.int(), pages: z.int(), template: z.string() };
/** What the person had before them: the document page by page, or the list of a wave (A32). */
const shown = z.enum(['document', 'list']);
/** The document as it stands after the event. */
const grown = { sha256, bytes: z.int() };
/** Why, in an officer's own words, stands beside the chain. */
const byOfficer = { by: identifier, reasonCommitment: sha256 };

export const agreementEventSchemas = {
  'agreement-drafted': z.strictObject({
    agreementId: identifier,
    number: z.string(),
    /** 1, 2, 3 … of what is the same agreement to its parties; each has a stream of its own (A22). */
    version: z.int().min(1),
    /** The version before, which this one ended. */
    replaces: identifier.nullable(),
    kind: z.enum(AGREEMENT_KINDS),
    language: z.enum(['id', 'en', 'id-en']),
    title: bilingual,
    activity: bilingual,
    sector: z.enum(SECTORS),
    pattern: z.enum(PATTERNS),
    value: rupiah,
    signedOn: z.iso.date(),
    termYears: z.int().min(1),
    endsOn: z.iso.date(),
    targets: z.array(z.strictObject({ year: z.int(), value: rupiah }).readonly()).readonly(),
    /** D70: what is delivered; the price is of one unit. */
    annex: z.array(annexRow).max(200).readonly(),
    wave,
    parties: z
      .array(
        z.strictObject({ partyId: identifier, personId: identifier, number: z.string(), basis: bilingual }).readonly(),
      )
      .readonly(),
    witnessId: identifier.nullable(),
    /** Name of the template by which its document is written; the version is that of the day it is made ready. */
    template: z.string(),
    /** 128 random bits that open the verification page, never the document. */
    verifyCode: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  }),
  /** A proof was rendered, marked on every page; it is replaced by the next one. */
  'agreement-proofed': z.strictObject(rendered),
  'signatory-replaced': z.strictObject({
    field: z.string(),
    personId: identifier,
    /** What entitles the new signatory, as the document says it; null for a witness. */
    basis: bilingual.nullable(),
  }),
  'agreement-moved': z.strictObject({ wave }),
  /** The document exists: rendered and certified by the organiser; its first segment stands beside this event. */
  'agreement-readied': z.strictObject({ ...rendered, order: z.enum(SIGNING_ORDERS) }),
  'consent-given': z.strictObject({
    personId: identifier,
    device: sha256,
    sha256,
    pagesSeen: z.array(z.int()).readonly(),
    shown,
  }),
  'signature-prepared': z.strictObject({
    personId: identifier,
    field: z.string(),
    baseSha256: sha256,
    preparedSha256: sha256,
    certificateSha256: sha256,
  }),
  'signature-completed': z.strictObject({
    personId: identifier,
    field: z.string(),
    baseSha256: sha256,
    /** Hash and size of the whole document with this signature. */
    sha256,
    bytes: z.int(),
    certificateSha256: sha256,
    signedAt: instant,
    /** How, by whom and when the signatory was identified, and what they were shown and consented to. */
    evidence: z
      .strictObject({
        identifiedBy: z.enum(IDENTITY_METHODS),
        officer: identifier,
        identifiedAt: instant,
        consentedSha256: sha256,
        consentedAt: instant,
        shown,
        device: sha256,
        /** Whose place the person took, as the deputy that the ceremony named. */
        actingFor: identifier.nullable(),
        /** The recognised issuer whose certificate it is (certified); null: the organiser's own authority (uncertified). */
        certifiedBy: z.string().max(200).nullable(),
        /** The shared tablet at which it was signed; null: on the person's own device. */
        table: identifier.nullable(),
        /** Commitment to who helped and as what; null: nobody. */
        assistedBy: sha256.nullable(),
      })
      .readonly(),
    /** Of the token in this signature; null: the organiser's word alone. */
    timestamp: timeStamp.nullable(),
    /** Why it is not the external authority's, where there is one. */
    timestampProblem,
  }),
  /** The reason is in a person's own words, so it stands beside the chain. */
  'agreement-declined': z.strictObject({ personId: identifier, reasonCommitment: sha256 }),
  /** The organiser's last signature closes the document; its segment stands beside this event. */
  'agreement-sealed': z.strictObject({
    ...grown,
    sealedAt: instant,
    /** Of the token in the seal. */
    timestamp: timeStamp.nullable(),
    /** A37, A40: with the document timestamp over everything. */
    ...sealedEvidence,
  }),
  /** What was pending has come, and a document timestamp over it; its segment stands beside this event. */
  'agreement-archived': z.strictObject({ ...grown, timestamp: timeStamp, ...reachedEvidence }),
  /** One more document timestamp, before the one before it grows too old. */
  'agreement-archive-renewed': z.strictObject({ ...grown, by: identifier, timestamp: timeStamp, ...reachedEvidence }),
  'agreement-voided': z.strictObject(byOfficer),
  'agreement-replaced': z.strictObject({ ...byOfficer, nextId: identifier, nextVersion: z.int().min(2) }),
  /** Signed with ink instead; the scan stands beside this event as a document of its own. */
  'agreement-signed-on-paper': z.strictObject({
    by: identifier,
    sha256,
    bytes: z.int(),
    mediaType: z.enum(['application/pdf', 'image/jpeg']),
    signedOn: z.iso.date(),
  }),
} as const;

export type AgreementEventType = keyof typeof agreementEventSchemas;
export type AgreementEvent = {
  [Type in AgreementEventType]: {
    readonly type: Type;
    readonly data: Readonly<z.output<(typeof agreementEventSchemas)[Type]>>;
  };
}[AgreementEventType];
export type AgreementDraft = Extract<AgreementEvent, { type: 'agreement-drafted' }>['data'];
export type Stamp = NonNullable<Extract<AgreementEvent, { type: 'agreement-sealed' }>['data']['archive']>;
export type Evidence = Extract<AgreementEvent, { type: 'signature-completed' }>['data']['evidence'];

/** The version in which events of this type are written today. */
export const agreementSchemaVersion = (type: AgreementEventType): number => schemaVersions[type] ?? 1;

export const isAgreementEventType = (type: string): type is AgreementEventType =>
  Object.hasOwn(agreementEventSchemas, type);

/**
 * Parses what the ledger holds, bringing what an older Teken wrote to today's shape first; throws when it holds
 * something else, for then the ledger is not ours.
 */
export const parseAgreementEvent = (type: AgreementEventType, schema: number, data: unknown): AgreementEvent =>
  ({ type, data: agreementEventSchemas[type].parse(upcast(type, schema, data)) }) as AgreementEvent;
