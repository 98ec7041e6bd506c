import { z } from 'zod';
import { AUTHORITY_KINDS, OWNERSHIPS, PARTY_CHECKS, PARTY_KINDS, SCALES } from '../constants.ts';
import { identifier } from '../ids.ts';
import { line } from '../text.ts';

const party = { partyId: identifier };
const authority = { ...party, authorityId: identifier };
const reason = line(500);
const found = z.enum(['ok', 'doubt']);

export const partiesCommands = {
  'party:register': z.strictObject({
    ...party,
    kind: z.enum(PARTY_KINDS),
    name: line(200),
    ownership: z.enum(OWNERSHIPS).nullable(),
    scale: z.enum(SCALES),
    /** As they were handed in: that they look right is told, that they look wrong forbids nothing. */
    nib: line(40),
    kbli: line(40).nullable(),
    address: line(300),
    province: z.string().regex(/^\d{2}$/, 'a Kemendagri code of two digits'),
    region: line(200),
  }),
  /** Name and address as registered now; both as they shall stand. */
  'party:rename': z.strictObject({ ...party, name: line(200), address: line(300) }),
  'party:check': z.strictObject({
    ...party,
    checks: z.strictObject(
      Object.fromEntries(PARTY_CHECKS.map((check) => [check, found])) as {
        [Check in (typeof PARTY_CHECKS)[number]]: typeof found;
      },
    ),
    note: reason.nullable(),
  }),
  /** `reason` where the check left a doubt. */
  'party:clear': z.strictObject({ ...party, reason: reason.nullable() }),
  'party:refuse': z.strictObject({ ...party, reason }),
  'authority:register': z.strictObject({
    ...authority,
    personId: identifier,
    kind: z.enum(AUTHORITY_KINDS),
    /** Name and number of the deed, the articles, the surat kuasa. */
    document: line(300),
    scope: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('all') }),
      z.strictObject({ kind: z.literal('value'), limit: z.int().min(1).max(Number.MAX_SAFE_INTEGER) }),
      z.strictObject({ kind: z.literal('agreements'), agreementIds: z.array(identifier).min(1).max(100) }),
    ]),
    expiresOn: z.iso.date().nullable(),
  }),
  'authority:check': z.strictObject(authority),
  'authority:withdraw': z.strictObject({ ...authority, reason }),
} as const;
