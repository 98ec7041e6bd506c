import { isRefusal, type Refusal } from '#contract/refusal';
import type { LiveCeremony } from '#projections/live-ceremony';
import type { AppendOutcome, AppendRequest } from '#store/port';
import { toStreamWrites, type Proposal } from './act.ts';
import type { Line } from './ahead.ts';

type Sent = Omit<AppendRequest, 'ledger' | 'line'>;

/** Who proposes, when, and what is recorded with it. */
export type Signed = Pick<AppendRequest, 'actor' | 'at' | 'command' | 'cursor'>;

/** The store's shape of a proposal, each stream at the version that `live` knows. */
const appendOf = (live: LiveCeremony, proposal: Proposal, { command, cursor, ...by }: Signed): Sent => ({
  ...by,
  writes: toStreamWrites(live.versions, proposal.writes),
  asserts: (proposal.asserts ?? []).map((stream) => ({ stream, version: live.versions.get(stream) ?? 0 })),
  ...(proposal.segments === undefined ? {} : { segments: proposal.segments }),
  ...(proposal.prepared === undefined ? {} : { prepared: proposal.prepared }),
  ...(proposal.personal === undefined ? {} : { personal: proposal.personal }),
  ...(proposal.erases === undefined ? {} : { erases: proposal.erases }),
  ...(command === undefined ? {} : { command }),
  ...(cursor === undefined ? {} : { cursor }),
});

/** A refusal is a proposal, too: to record the answer and nothing else. */
export const recorded = (outcome: Proposal | Refusal): Proposal =>
  isRefusal(outcome) ? { writes: [], butRefused: outcome.refused } : outcome;

export type Attempt = { readonly proposal: Proposal; readonly appended: AppendOutcome };

/** F1: decides upon everything that was sent and sends in the same turn; nothing can come in between. */
export const proposeAhead = async (
  line: Line,
  decide: (live: LiveCeremony) => Proposal | null,
  sign: (proposal: Proposal) => Signed,
): Promise<Attempt | null> => {
  let live = line.ahead();
  for (; live === null; live = line.ahead()) await line.settle();
  const proposal = decide(live);
  if (proposal === null) return null;
  return { proposal, appended: await line.send(appendOf(live, proposal, sign(proposal)), 'ahead') };
};

/**
 * F5: decides upon what is written, everything that was sent before included. Answers with `again` when a stream that
 * the proposal writes or asserts has changed meanwhile; then nothing is sent.
 */
export const proposeWritten = async (
  line: Line,
  decide: (live: LiveCeremony) => Promise<Proposal | null>,
  sign: (proposal: Proposal) => Signed,
): Promise<Attempt | null | 'again'> => {
  for (; line.ahead() === null;) await line.settle();
  await line.settle();
  const since = line.moment();
  const proposal = await decide(line.committed);
  if (proposal === null) return null;
  let live = line.ahead();
  for (; live === null; live = line.ahead()) await line.settle();
  const streams = [...proposal.writes.map(({ stream }) => stream), ...(proposal.asserts ?? [])];
  if (!line.isUnchanged(streams, since)) return 'again';
  return { proposal, appended: await line.send(appendOf(live, proposal, sign(proposal)), 'committed') };
};
