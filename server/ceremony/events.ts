import { z } from 'zod';
import { OWNERSHIPS, PARTY_KINDS, ROLES, SCALES } from '#contract/constants';
import { identifier, sha256 } from '#contract/ids';

// What can have happened in a ceremony. Names of people are not here: an event holds a salted commitment to
// them, and they stand beside the chain, where they can be erased (C2).

const bilingual = z.strictObject({ id: z.string(), en: z.string() }).readonly();
const instant = z.iso.datetime({ offset: true });
const person = { personId: identifier };
const wave = z.int().min(1).max(99);

export const ceremonyEventSchemas = {
  'ceremony-planned': z.strictObject({
    title: bilingual,
    zone: z.string(),
    date: z.iso.date(),
    place: z.string(),
    organiser: z.string(),
    sample: z.boolean(),
  }),
  'item-planned': z.strictObject({
    itemId: identifier,
    kind: z.string(),
    title: bilingual,
    plannedStart: instant,
    lengthMinutes: z.int(),
    wave: wave.nullable(),
    script: bilingual.nullable(),
  }),
  'wave-planned': z.strictObject({ wave, title: bilingual }),
  'party-registered': z.strictObject({
    partyId: identifier,
    kind: z.enum(PARTY_KINDS),
    name: z.string(),
    ownership: z.enum(OWNERSHIPS).nullable(),
    scale: z.enum(SCALES),
    nib: z.string(),
    address: z.string(),
    province: z.string(),
    region: z.string(),
  }),
  'person-invited': z.strictObject({
    ...person,
    role: z.enum(ROLES),
    position: bilingual,
    organisation: z.string(),
    partyId: identifier.nullable(),
    province: z.string().nullable(),
    representing: bilingual.nullable(),
    officials: z.int().min(0),
    /** SHA-256 over salt and the person's own data, which stand beside the chain. */
    commitment: sha256,
    linkSerial: z.int().min(1),
    linkExpiresAt: instant,
  }),
  'ceremony-opened': z.strictObject({}),
  'ceremony-went-live': z.strictObject({}),
  'ceremony-closed': z.strictObject({}),

  'link-reissued': z.strictObject({ ...person, serial: z.int().min(2), expiresAt: instant }),
  'link-revoked': z.strictObject({ ...person }),
  /** `device` is a hash: the id itself stays in the browser's cookie. */
  'person-arrived': z.strictObject({ ...person, device: sha256 }),
  'notice-accepted': z.strictObject({ ...person, noticeVersion: z.string() }),
  'identity-code-issued': z.strictObject({ ...person, officer: identifier, codeHash: sha256, expiresAt: instant }),
  'identity-code-failed': z.strictObject({ ...person }),
  'identity-confirmed': z.strictObject({
    ...person,
    method: z.enum(['video', 'code']),
    officer: identifier,
    device: sha256,
  }),
  'certificate-issued': z.strictObject({ ...person, device: sha256, certificateSha256: sha256, notAfter: instant }),

  'stage-called': z.strictObject({ ...person }),
  'stage-left': z.strictObject({ ...person }),
  'stage-cleared': z.strictObject({}),
  'item-started': z.strictObject({ itemId: identifier }),
  'session-opened': z.strictObject({ wave }),
  'session-closed': z.strictObject({ wave }),
} as const;

export type CeremonyEventType = keyof typeof ceremonyEventSchemas;
export type CeremonyEvent = {
  [Type in CeremonyEventType]: {
    readonly type: Type;
    readonly data: Readonly<z.output<(typeof ceremonyEventSchemas)[Type]>>;
  };
}[CeremonyEventType];

export const CEREMONY_SCHEMA_VERSION = 1;

export const isCeremonyEventType = (type: string): type is CeremonyEventType =>
  Object.hasOwn(ceremonyEventSchemas, type);

/** Parses what the ledger holds; throws when it holds something else, for then the ledger is not ours. */
export const parseCeremonyEvent = (type: CeremonyEventType, data: unknown): CeremonyEvent =>
  ({ type, data: ceremonyEventSchemas[type].parse(data) }) as CeremonyEvent;
