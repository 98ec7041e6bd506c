import { z } from 'zod';
import { OWNERSHIPS, PARTY_KINDS, SCALES } from '#contract/constants';
import { identifier } from '#contract/ids';

export const partiesEvents = {
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
} as const;
