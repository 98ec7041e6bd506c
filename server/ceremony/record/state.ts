import type { Delivery, EvidenceProblem, PadesLevel, TimeAttester, TimestampProblem } from '#contract/constants';

export type Checkpoint = {
  readonly wave: number;
  readonly upTo: number;
  readonly root: string;
  readonly at: string;
};

export type FixedRecord = { readonly upTo: number; readonly root: string; readonly at: string };

export type AttestedTime = { readonly by: TimeAttester; readonly authority: string };

/** As the record was fixed with them. */
export type SealedMinutes = {
  readonly sha256: string;
  readonly bytes: number;
  readonly pages: number;
  /** C232: who stamped the seal, and why it was not the external authority. */
  readonly timestamp: AttestedTime | null;
  readonly timestampProblem: TimestampProblem | null;
  /** C190: how far its evidence reaches, who attests its time, and what it wants. */
  readonly level: PadesLevel;
  readonly archive: AttestedTime | null;
  readonly archiveProblem: EvidenceProblem | null;
  readonly at: string;
};

/** As they stand now: every state begins with the one before. */
export type Minutes = Pick<SealedMinutes, 'sha256' | 'bytes' | 'pages' | 'level' | 'at'> & {
  /** The last document timestamp and when it was put there. */
  readonly archive: (AttestedTime & { readonly at: string }) | null;
  /**
   * Who attests the time of the seal (null: no token), then each document timestamp in its order; null of minutes of which
   * it is not known who stamped the seal (C233).
   */
  readonly stampers: readonly (TimeAttester | null)[] | null;
  /** C226: what the evidence still wants. */
  readonly pending: { readonly reason: EvidenceProblem; readonly since: string } | null;
  /** Oldest first: as they were sealed, then after each document timestamp. */
  readonly history: readonly { readonly sha256: string; readonly bytes: number }[];
};

export type Custodian = {
  readonly custodianId: string;
  readonly namedAt: string;
  readonly delivered: { readonly how: Delivery; readonly at: string } | null;
};

export type RecordState = {
  /** By the position up to which they reach. */
  readonly checkpoints: Map<number, Checkpoint>;
  fixedRecord: FixedRecord | null;
  minutes: Minutes | null;
  readonly custodians: Map<string, Custodian>;
  /** When a person's own data was erased. */
  readonly erased: Map<string, string>;
};

export const noRecord = (): RecordState => ({
  checkpoints: new Map(),
  fixedRecord: null,
  minutes: null,
  custodians: new Map(),
  erased: new Map(),
});

/** C147: what comes after the fixed root is of another epoch, and leaves that root as it is. */
export const epochOf = (state: RecordState, position: number): 1 | 2 =>
  state.fixedRecord !== null && position > state.fixedRecord.upTo ? 2 : 1;
