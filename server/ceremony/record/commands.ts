import type { Delivery, ErasureReason, EvidenceProblem, PadesLevel } from '#contract/constants';
import type { AttestedTime, SealedMinutes } from './state.ts';

/** The minutes with one more document timestamp, how far their evidence reaches then, and why no farther. */
type Grown = {
  /** Of the minutes that it was put upon. */
  readonly baseSha256: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly timestamp: AttestedTime;
  readonly reached: { readonly level: PadesLevel; readonly problem: EvidenceProblem | null };
};

export type RecordCommand =
  | { readonly name: 'make-checkpoint'; readonly wave: number; readonly upTo: number; readonly root: string }
  | {
      readonly name: 'fix-record';
      readonly upTo: number;
      readonly root: string;
      readonly minutes: Omit<SealedMinutes, 'at'>;
      /** Agreements whose seal is still to come, as things stood at `upTo`. */
      readonly unfinished: readonly string[];
    }
  | (Grown & { readonly name: 'archive-minutes' })
  | (Grown & { readonly name: 'renew-minutes-archive'; readonly officer: string })
  | { readonly name: 'name-custodian'; readonly custodianId: string; readonly commitment: string }
  | { readonly name: 'remove-custodian'; readonly custodianId: string }
  | { readonly name: 'deliver-root'; readonly custodianId: string; readonly how: Delivery }
  | {
      readonly name: 'erase-person';
      readonly personId: string;
      readonly reason: ErasureReason;
      /** Everything that stands beside the chain about this person. */
      readonly subjects: readonly string[];
      /** Agreements of theirs that are neither finished nor given up. */
      readonly unfinished: readonly string[];
    };
