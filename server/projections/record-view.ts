import type { Minutes } from '#ceremony/record/state';
import type { TimeAttester } from '#contract/constants';
import { RETENTION, RETENTION_CLASSES, keptUntil } from '#contract/retention';
import type { RecordView, RootReceipt } from '#contract/views/record';
import { minutesAttester } from './evidence-view.ts';
import { ERASED } from './beside-the-chain.ts';
import type { LiveCeremony } from './live-ceremony.ts';
import { custodianWords } from './record-data.ts';
import { unsealed } from './unfinished.ts';

const retentionOf = (live: LiveCeremony): RecordView['retention'] => {
  const closedAt = live.ceremony.phaseTimes.get('closed') ?? null;
  return RETENTION_CLASSES.map((name) => ({ name, ...RETENTION[name], until: keptUntil(name, closedAt) }));
};

/** Checkpoints, fixed root, minutes, custodians and how long what is kept. */
export const recordView = (live: LiveCeremony): RecordView => {
  const { checkpoints, fixedRecord, minutes, custodians, erased, phase } = live.ceremony;
  const awaited = phase === 'closing' ? unsealed(live) : [];
  return {
    checkpoints: [...checkpoints.values()],
    fixed: fixedRecord,
    minutes: minutesView(live),
    awaited: awaited.flatMap((agreementId) => {
      const state = live.agreements.get(agreementId);
      return state === undefined || state.phase === 'unknown' ? [] : [state.draft.number];
    }),
    custodians: [...custodians.values()].map(({ custodianId, delivered }) => {
      const words = custodianWords(live, custodianId) ?? { name: ERASED, institution: ERASED, email: null };
      return { custodianId, ...words, delivered };
    }),
    retention: retentionOf(live),
    erased: erased.size,
    timeAttestedBy: timeAttestedBy(minutes),
  };
};

const minutesView = ({ ceremony }: LiveCeremony): RecordView['minutes'] => {
  if (ceremony.minutes === null) return null;
  const { history: _, stampers: __, ...minutes } = ceremony.minutes;
  return minutes;
};

/** As `timeAttestedBy` of a verified file: the weakest word. Where it is not known who stamped the seal, the last timestamp's. */
const timeAttestedBy = (minutes: Minutes | null): TimeAttester => {
  if (minutes === null) return 'organiser';
  const attester = minutesAttester(minutes);
  if (attester === null) return minutes.archive?.by ?? 'organiser';
  return attester === 'external' ? 'external' : 'organiser';
};

/** C230: what custodians hold stays true, whatever is appended to the minutes. */
const minutesStates = ({ ceremony }: LiveCeremony): RootReceipt['minutes'] => {
  const [sealed] = ceremony.minutes?.history ?? [];
  const latest = ceremony.minutes?.history.at(-1);
  return sealed === undefined || latest === undefined ? null : { ...sealed, latest };
};

/** Null until the record is fixed. */
export const rootReceipt = (live: LiveCeremony): RootReceipt | null => {
  const { plan, fixedRecord, minutes } = live.ceremony;
  if (plan === null || fixedRecord === null) return null;
  return {
    ceremonyId: live.ceremonyId,
    title: plan.title,
    organiser: plan.organiser,
    sample: plan.sample,
    rehearsal: plan.rehearsal,
    upTo: fixedRecord.upTo,
    root: fixedRecord.root,
    fixedAt: fixedRecord.at,
    minutes: minutesStates(live),
    tree: 'RFC 9162, SHA-256',
    timeAttestedBy: timeAttestedBy(minutes),
  };
};
