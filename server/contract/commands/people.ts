import { z } from 'zod';
import { ROLES } from '../constants.ts';
import { identifier } from '../ids.ts';
import { LAST_RANK, REGION_CODE } from '../precedence.ts';
import { bilingualLine, line } from '../text.ts';

const onePerson = z.strictObject({ personId: identifier });
const reason = line(500);

/** Who somebody is, apart from the name. A representative brings his own rank. */
const office = {
  position: bilingualLine(200),
  organisation: line(200),
  representing: bilingualLine(200).nullable(),
  rank: z.int().min(1).max(LAST_RANK).nullable(),
  region: z.string().regex(REGION_CODE, 'a Kemendagri code').nullable(),
  /** Officials expected beside the person. */
  officials: z.int().min(0).max(50),
};
const name = { name: line(120), spokenName: line(120) };

export const peopleCommands = {
  'notice:accept': z.strictObject({ noticeVersion: z.string().max(20) }),
  'link:reissue': onePerson,
  'link:revoke': onePerson,
  'person:invite': z.strictObject({
    personId: identifier,
    role: z.enum(ROLES),
    partyId: identifier.nullable(),
    ...name,
    ...office,
  }),
  'person:correct': z.strictObject({ personId: identifier, ...office }),
  /** As spoken and as written; a reason is due once the name was approved. */
  'name:correct': z.strictObject({ personId: identifier, ...name, reason: reason.nullable() }),
  'name:approve': z.strictObject({ personIds: z.array(identifier).min(1).max(1_000) }),
  'seat:set': z.strictObject({
    personId: identifier,
    /** Counted from 1; null: by precedence again. */
    place: z.int().min(1).max(99).nullable(),
    reason,
  }),
} as const;
