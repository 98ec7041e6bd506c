import { z } from 'zod';
import { AUTHORITY_KINDS, OWNERSHIPS, PARTY_CHECKS, PARTY_KINDS, SCALES } from '#contract/constants';
import { identifier, sha256 } from '#contract/ids';

const party = { partyId: identifier };
const officer = { officer: identifier };
const day = z.iso.date();

/** What an authority covers: every agreement, those up to a value in rupiah, or those that are named. */
const authorityScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }).readonly(),
  z.strictObject({ kind: z.literal('value'), limit: z.int().min(1) }).readonly(),
  z
    .strictObject({ kind: z.literal('agreements'), agreementIds: z.array(identifier).min(1).max(100).readonly() })
    .readonly(),
]);

export const partiesEvents = {
  'party-registered': z.strictObject({
    ...party,
    kind: z.enum(PARTY_KINDS),
    ownership: z.enum(OWNERSHIPS).nullable(),
    scale: z.enum(SCALES),
    nib: z.string(),
    kbli: z.string().nullable(),
    province: z.string(),
    region: z.string(),
    /**
     * A sole proprietor's name and address are a person's: they stand beside the chain, and this commits to them.
     * Version 1 wrote them here.
     */
    identity: z.union([
      z.strictObject({ commitment: sha256 }).readonly(),
      z.strictObject({ name: z.string(), address: z.string() }).readonly(),
    ]),
  }),
  'party-renamed': z.strictObject({ ...party, ...officer, commitment: sha256 }),
  'party-checked': z.strictObject({
    ...party,
    ...officer,
    checks: z.record(z.enum(PARTY_CHECKS), z.enum(['ok', 'doubt'])).readonly(),
    /** Of the officer's note, which stands beside the chain like every reason here. */
    noteCommitment: sha256.nullable(),
  }),
  'party-cleared': z.strictObject({ ...party, ...officer, reasonCommitment: sha256.nullable() }),
  'party-refused': z.strictObject({ ...party, ...officer, reasonCommitment: sha256 }),
  'authority-registered': z.strictObject({
    ...party,
    authorityId: identifier,
    personId: identifier,
    kind: z.enum(AUTHORITY_KINDS),
    scope: authorityScope,
    /** The last day on which it counts, in the ceremony's zone. */
    expiresOn: day.nullable(),
    /** Of the document's name and number. */
    documentCommitment: sha256,
  }),
  'authority-checked': z.strictObject({ ...party, ...officer, authorityId: identifier }),
  'authority-withdrawn': z.strictObject({ ...party, ...officer, authorityId: identifier, reasonCommitment: sha256 }),
} as const;
