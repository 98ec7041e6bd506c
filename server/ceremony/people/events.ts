import { z } from 'zod';
import { ROLES } from '#contract/constants';
import { identifier, sha256 } from '#contract/ids';

const bilingual = z.strictObject({ id: z.string(), en: z.string() }).readonly();
const instant = z.iso.datetime({ offset: true });
const person = { personId: identifier };

export const peopleEvents = {
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
  'link-reissued': z.strictObject({ ...person, serial: z.int().min(2), expiresAt: instant }),
  'link-revoked': z.strictObject({ ...person }),
  /** `device` is a hash: the id itself stays in the browser's cookie. */
  'person-arrived': z.strictObject({ ...person, device: sha256 }),
  'notice-accepted': z.strictObject({ ...person, noticeVersion: z.string() }),
} as const;
