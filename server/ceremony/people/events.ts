import { z } from 'zod';
import { ROLES } from '#contract/constants';
import { bilingual, instant } from '#contract/fields';
import { identifier, sha256 } from '#contract/ids';
import { LAST_RANK, REGION_CODE } from '#contract/precedence';

const person = { personId: identifier };
const by = { by: identifier };

/** Who somebody is, apart from the name. */
const office = {
  position: bilingual,
  organisation: z.string(),
  representing: bilingual.nullable(),
  /** In the order of precedence: the person's own, also when they represent another; null: none. */
  rank: z.int().min(1).max(LAST_RANK).nullable(),
  /** Kemendagri code of the province, or of a regency or city in it. */
  region: z.string().regex(REGION_CODE).nullable(),
  /** Officials expected beside the person. */
  officials: z.int().min(0),
};

export const peopleEvents = {
  'person-invited': z.strictObject({
    ...person,
    role: z.enum(ROLES),
    partyId: identifier.nullable(),
    ...office,
    /** SHA-256 over salt and the person's own data, which stand beside the chain. */
    commitment: sha256,
    linkSerial: z.int().min(1),
    linkExpiresAt: instant,
  }),
  'person-corrected': z.strictObject({ ...person, ...by, ...office }),
  /** A reason stands where an approved name was changed. */
  'name-corrected': z.strictObject({ ...person, ...by, commitment: sha256, reasonCommitment: sha256.nullable() }),
  'name-approved': z.strictObject({ ...person, ...by, commitment: sha256 }),
  'seat-set': z.strictObject({
    ...person,
    ...by,
    place: z.int().min(1).max(99).nullable(),
    reasonCommitment: sha256,
  }),
  'link-reissued': z.strictObject({ ...person, serial: z.int().min(2), expiresAt: instant }),
  'link-revoked': z.strictObject({ ...person }),
  /** `device` is a hash: the id itself stays in the browser's cookie. */
  'person-arrived': z.strictObject({ ...person, device: sha256 }),
  'notice-accepted': z.strictObject({ ...person, noticeVersion: z.string() }),
} as const;
