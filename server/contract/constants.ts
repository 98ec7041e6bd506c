// What both sides of the wire know by heart. No zod here: the client's first load carries this file.

export const PROTOCOL_VERSION = 1;

/** Version of the notice that tells what is recorded, by whom and why; a new text is a new version. */
export const NOTICE_VERSION = '2021-02';

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
  'aide',
  'moderator',
] as const;
export type Role = (typeof ROLES)[number];

/** How the doors stand: whoever accepts the notice is in, or waits in the lobby until an officer says so. */
export const ADMISSIONS = ['open', 'manual'] as const;
export type AdmissionMode = (typeof ADMISSIONS)[number];

/** How an officer came to know who somebody is. */
export const IDENTITY_METHODS = ['video', 'code', 'document', 'known-in-person'] as const;
export type IdentityMethod = (typeof IDENTITY_METHODS)[number];

/** How an officer who stands beside somebody at a signing table knows who they are. */
export const TABLE_METHODS = ['document', 'known-in-person'] as const;
export type TableMethod = (typeof TABLE_METHODS)[number];

/** Why a sitting at a signing table ended: handed over, a long pause, the page was loaded again, or by an officer. */
export const SEAT_ENDS = ['handed-over', 'pause', 'reloaded', 'closed'] as const;
export type SeatEnd = (typeof SEAT_ENDS)[number];

export const PHASES = ['planned', 'open', 'live', 'closing', 'closed'] as const;
export type Phase = (typeof PHASES)[number];

/** How a custodian was given the root. */
export const DELIVERIES = ['in-person', 'courier', 'post', 'e-mail'] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** Why a person's own data was erased: one of these, never free words about a person. */
export const ERASURE_REASONS = ['asked', 'retention-ended', 'entered-by-mistake'] as const;
export type ErasureReason = (typeof ERASURE_REASONS)[number];

/** Largest command or media signal, in bytes of JSON. Socket.IO's own limit stands above it, so that too much is refused, not cut off. */
export const MAX_COMMAND_BYTES = 64 * 1024;
export const MAX_JSON_DEPTH = 12;

export const TOPICS = [
  'stage',
  'rundown',
  'figures',
  'presence',
  'self',
  'roster',
  'tables',
  'board',
  'parties',
  'hands',
  'attendance',
  'prompter',
  'preview',
  'questions',
  'question-queue',
  'messages',
  'applause',
  'record',
] as const;
export type Topic = (typeof TOPICS)[number];

/** Kinds of item of a rundown, in the order of a usual morning; `free` is everything else. */
export const ITEM_KINDS = [
  'arrival',
  'opening',
  'anthem',
  'prayer',
  'report',
  'film',
  'signing',
  'exchange',
  'dialogue',
  'address',
  'inauguration',
  'photograph',
  'closing',
  'departure',
  'free',
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

const ITEM_STATES = ['planned', 'cued', 'running', 'finished', 'skipped'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** Why an item was left out: time was short, something did not work, somebody is not there, protocol asks for it, other. */
export const SKIP_REASONS = ['time', 'technical', 'absence', 'protocol', 'other'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

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

/** The holding room is the principal's own. */
export type MediaRoom = 'stage' | 'green-room' | 'holding';

/** Size of the largest PDF that /verify takes, in bytes. */
export const MAX_VERIFY_BYTES = 25 * 1024 * 1024;

/** Whether the parties sign one after another or side by side; the witness is last either way. */
export const SIGNING_ORDERS = ['sequential', 'parallel'] as const;
export type SigningOrder = (typeof SIGNING_ORDERS)[number];

/** How an agreement stands. `proof` is a draft of which a proof was made; `in-session` is ready while its wave is open. */
export const AGREEMENT_STATES = [
  'draft',
  'proof',
  'ready',
  'in-session',
  'complete',
  'sealed',
  'paper',
  'declined',
  'voided',
  'replaced',
] as const;
export type AgreementStateName = (typeof AGREEMENT_STATES)[number];

/** How long the evidence in a document lasts (ETSI EN 319 142-1), from a signature alone to a document timestamp over all of it. */
export const PADES_LEVELS = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const;
export type PadesLevel = (typeof PADES_LEVELS)[number];
/** Who attests a time: the organiser's own authority, or one that is somebody else's. */
export const TIME_ATTESTERS = ['organiser', 'external'] as const;
export type TimeAttester = (typeof TIME_ATTESTERS)[number];
/** The certificates of the house itself (S141). */
export type OwnCertificate = 'root' | 'issuing' | 'certification' | 'seal' | 'time';
/** What makes up for one that ends: the house at its next start, a new seal from elsewhere, or a new authority. */
export type CertificateMend = 'restart' | 'new-seal' | 'new-authority';
/** Why a timestamp is not the external authority's; `not-valid`: nor the organiser's own (S139). The wait for its next try counts as `resting`. */
export const TIMESTAMP_PROBLEMS = [
  'timed-out',
  'unreachable',
  'rejected',
  'too-large',
  'resting',
  'not-valid',
  'not-asked',
] as const;
export type TimestampProblem = (typeof TIMESTAMP_PROBLEMS)[number];
/** Why the evidence in a sealed document does not reach as far as it should; the last one is not mended by waiting. */
export const EVIDENCE_PROBLEMS = [...TIMESTAMP_PROBLEMS, 'list-away', 'list-unfit', 'no-list'] as const;
export type EvidenceProblem = (typeof EVIDENCE_PROBLEMS)[number];

/** Largest scan of an agreement that was signed on paper, in bytes. */
export const MAX_SCAN_BYTES = 5 * 1024 * 1024;
/** A witness signs this many agreements with one command at most. */
export const MOST_AT_ONCE = 40;

/** What an officer looks into before a party is cleared. */
export const PARTY_CHECKS = ['nib', 'kbli', 'scale', 'independence', 'region', 'documents'] as const;
export type PartyCheck = (typeof PARTY_CHECKS)[number];
export const AUTHORITY_KINDS = ['deed', 'articles', 'power-of-attorney', 'proprietor'] as const;
export type AuthorityKind = (typeof AUTHORITY_KINDS)[number];

/** Why a certificate was revoked; but for a lost device the words of RFC 5280 §5.3.1. */
export const REVOCATION_REASONS = [
  'unspecified',
  'key-compromise',
  'affiliation-changed',
  'superseded',
  'cessation',
  'device-lost',
] as const;
export type RevocationReason = (typeof REVOCATION_REASONS)[number];
