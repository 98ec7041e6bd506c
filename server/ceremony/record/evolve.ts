import type { EvidenceProblem } from '#contract/constants';
import type { CeremonyState } from '../state.ts';
import type { EvolveTable } from '../tables.ts';
import type { recordEvents } from './events.ts';
import type { AttestedTime, Minutes } from './state.ts';

type Grown = Pick<Minutes, 'sha256' | 'bytes' | 'level'> & {
  readonly timestamp: AttestedTime;
  readonly archiveProblem: EvidenceProblem | null;
};

const pendingOf = (reason: EvidenceProblem | null, since: string): Minutes['pending'] =>
  reason === null ? null : { reason, since };

const grow = (state: CeremonyState, { sha256, bytes, level, timestamp, archiveProblem }: Grown, at: string): void => {
  const { minutes } = state;
  if (minutes === null) return;
  state.minutes = {
    ...minutes,
    sha256,
    bytes,
    level,
    archive: { ...timestamp, at },
    stampers: minutes.stampers && [...minutes.stampers, timestamp.by],
    pending: pendingOf(archiveProblem, at),
    history: [...minutes.history, { sha256, bytes }],
  };
};

export const evolveRecord: EvolveTable<keyof typeof recordEvents> = {
  'checkpoint-made': (state, checkpoint, at) => {
    state.checkpoints.set(checkpoint.upTo, { ...checkpoint, at });
  },
  'record-fixed': (state, { upTo, root }, at) => {
    state.fixedRecord = { upTo, root, at };
  },
  'minutes-sealed': (state, data, at) => {
    const { sha256, bytes, pages, level, archive, archiveProblem, timestamp, timestampProblem } = data;
    // C232: whoever has no token says why; neither the one nor the other stands where an older Teken did not say.
    const isTold = timestamp !== null || timestampProblem !== null;
    // C229: of those that an older Teken sealed without asking anybody nothing is pending.
    const reason = archiveProblem === 'not-asked' ? null : archiveProblem;
    state.minutes = {
      sha256,
      bytes,
      pages,
      level,
      at,
      archive: archive === null ? null : { ...archive, at },
      stampers: isTold ? [timestamp?.by ?? null, ...(archive === null ? [] : [archive.by])] : null,
      pending: pendingOf(reason, at),
      history: [{ sha256, bytes }],
    };
  },
  'minutes-archived': grow,
  'minutes-archive-renewed': grow,
  'custodian-named': (state, { custodianId }, at) => {
    state.custodians.set(custodianId, { custodianId, namedAt: at, delivered: null });
  },
  'custodian-removed': (state, { custodianId }) => {
    state.custodians.delete(custodianId);
  },
  'root-delivered': (state, { custodianId, how }, at) => {
    const custodian = state.custodians.get(custodianId);
    if (custodian !== undefined) state.custodians.set(custodianId, { ...custodian, delivered: { how, at } });
  },
  'personal-erased': (state, { personId }, at) => {
    state.erased.set(personId, at);
  },
};
