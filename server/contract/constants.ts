// What both sides of the wire know by heart. No zod here: the client's first load carries this file.

export const PROTOCOL_VERSION = 1;

/** Version of the notice that tells what is recorded, by whom and why; a new text is a new version. */
export const NOTICE_VERSION = '2021-01';

export const ROLES = [
  'principal',
  'minister',
  'official',
  'mc',
  'director',
  'protocol',
  'legal',
  'signatory',
  'delegation',
] as const;
export type Role = (typeof ROLES)[number];

export const PHASES = ['planned', 'open', 'live', 'closed'] as const;
export type Phase = (typeof PHASES)[number];

/** Largest command or media signal, in bytes of JSON. Socket.IO's own limit stands above it, so that too much is refused, not cut off. */
export const MAX_COMMAND_BYTES = 64 * 1024;
export const MAX_JSON_DEPTH = 12;

export const TOPICS = ['stage', 'rundown', 'figures', 'presence', 'self', 'roster', 'board'] as const;
export type Topic = (typeof TOPICS)[number];

export const AGREEMENT_KINDS = ['contract', 'pre-contract'] as const;
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

export const SECTORS = [
  'services',
  'food',
  'logistics',
  'stationery',
  'building',
  'distribution',
  'inventory',
  'other',
] as const;
export type Sector = (typeof SECTORS)[number];

/** Ten patterns of partnership (PP 7/2021). */
export const PATTERNS = [
  'inti-plasma',
  'subcontracting',
  'franchise',
  'general-trade',
  'distribution-agency',
  'supply-chain',
  'profit-sharing',
  'operational-cooperation',
  'joint-venture',
  'outsourcing',
] as const;
export type Pattern = (typeof PATTERNS)[number];

export const PARTY_KINDS = ['company', 'umkm'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

export const OWNERSHIPS = ['PMA', 'PMDN'] as const;
export type Ownership = (typeof OWNERSHIPS)[number];

export const SCALES = ['micro', 'small', 'medium', 'large'] as const;
export type Scale = (typeof SCALES)[number];

/** Which act a signature field stands for; the order of signing is the order of the fields. */
export type Capacity = 'party' | 'witness';

export type MediaRoom = 'stage' | 'green-room';

/** Size of the largest PDF that /verify takes, in bytes. */
export const MAX_VERIFY_BYTES = 25 * 1024 * 1024;
