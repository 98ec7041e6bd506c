import type { Delivery, EvidenceProblem, PadesLevel, TimeAttester } from '../constants.ts';
import type { RetentionClass } from '../retention.ts';

/** What remains of the ceremony and who keeps its root; for those who run it. */
export type RecordView = {
  readonly checkpoints: readonly {
    readonly wave: number;
    readonly upTo: number;
    readonly root: string;
    readonly at: string;
  }[];
  readonly fixed: { readonly upTo: number; readonly root: string; readonly at: string } | null;
  readonly minutes: {
    readonly sha256: string;
    readonly bytes: number;
    readonly pages: number;
    readonly level: PadesLevel;
    /** Who attests its time, beside the organiser's seal. */
    readonly archive: { readonly by: TimeAttester; readonly authority: string; readonly at: string } | null;
    /** What their evidence still wants, and since when. */
    readonly pending: { readonly reason: EvidenceProblem; readonly since: string } | null;
    /** When they were sealed. */
    readonly at: string;
  } | null;
  /** Numbers of agreements whose seal the closing waits for. */
  readonly awaited: readonly string[];
  readonly custodians: readonly {
    readonly custodianId: string;
    /** A dash once erased. */
    readonly name: string;
    readonly institution: string;
    readonly email: string | null;
    readonly delivered: { readonly how: Delivery; readonly at: string } | null;
  }[];
  readonly retention: readonly {
    readonly name: RetentionClass;
    readonly years: number;
    readonly basis: string;
    /** `YYYY-MM-DD`; null while the ceremony is not closed. */
    readonly until: string | null;
  }[];
  /** People whose own data was erased. */
  readonly erased: number;
  readonly timeAttestedBy: TimeAttester;
};

/** Answer of GET /api/record/:ceremonyId, and the file that custodians keep: no personal data. */
export type RootReceipt = {
  readonly ceremonyId: string;
  readonly title: { readonly id: string; readonly en: string };
  readonly organiser: string;
  readonly sample: boolean;
  readonly rehearsal: boolean;
  /** The root covers events 1 to this one. */
  readonly upTo: number;
  readonly root: string;
  readonly fixedAt: string;
  /** As they were sealed; what was appended since leaves these bytes at the beginning. */
  readonly minutes: {
    readonly sha256: string;
    readonly bytes: number;
    readonly latest: { readonly sha256: string; readonly bytes: number };
  } | null;
  readonly tree: 'RFC 9162, SHA-256';
  readonly timeAttestedBy: TimeAttester;
};

export type AuditEntry = {
  readonly position: number;
  readonly at: string;
  /** `name`: of a person, null for the house itself and for whom was erased. */
  readonly actor: { readonly id: string; readonly name: string | null };
  readonly stream: string;
  readonly type: string;
  /** 1 up to the fixed root, 2 after it. */
  readonly epoch: 1 | 2;
  /** The event's own fields: ids, figures, hashes; never names. */
  readonly data: { readonly [field: string]: unknown };
};

/** Answer of GET …/audit. */
export type AuditPage = {
  readonly entries: readonly AuditEntry[];
  /** Ask for what is after this position; null at the end. */
  readonly next: number | null;
};
