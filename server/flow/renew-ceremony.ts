import { isRefusal, type Refusal } from '#contract/refusal';
import type { Clock } from '#platform/clock';
import type { LiveCeremony } from '#projections/live-ceremony';
import { toStreamWrites, type Proposal } from './act.ts';
import { renewAgreement } from './archive-agreement.ts';
import { renewMinutes } from './archive-minutes.ts';
import type { ArchiveTools } from './grow-archive.ts';
import type { RenewalBy } from './renewal.ts';

export type RenewedCeremony = {
  readonly renewed: number;
  /** What stayed as it was, and why: the number of an agreement, or `minutes`. */
  readonly failed: readonly { readonly document: string; readonly detail: string }[];
};

/**
 * F42: every sealed agreement of a ceremony and its minutes, one after another; `told` after each. Nobody else may write to
 * the ceremony meanwhile. Throws when the house is at fault; what was renewed before stays.
 */
export const renewCeremony = async (
  live: LiveCeremony,
  { tools, clock }: { readonly tools: ArchiveTools; readonly clock: Clock },
  by: Omit<RenewalBy, 'now'>,
  told: (done: number, of: number) => void = () => undefined,
): Promise<RenewedCeremony> => {
  const documents = renewable(live);
  const failed: RenewedCeremony['failed'][number][] = [];
  let done = 0;
  for (const { document, renew } of documents) {
    const outcome = await renew(live, tools, { ...by, now: clock.now() });
    if (isRefusal(outcome)) failed.push({ document, detail: outcome.refused.detail });
    else {
      const appended = await tools.store.append({
        ledger: live.ceremonyId,
        actor: by.officer,
        at: clock.now().toISOString(),
        writes: toStreamWrites(live.versions, outcome.writes),
        segments: outcome.segments ?? [],
      });
      if (!appended.ok) throw new Error(appended.detail);
    }
    told((done += 1), documents.length);
  }
  return { renewed: done - failed.length, failed };
};

type Renewable = {
  readonly document: string;
  readonly renew: (live: LiveCeremony, tools: ArchiveTools, by: RenewalBy) => Promise<Proposal | Refusal>;
};

const renewable = ({ agreements, ceremony }: LiveCeremony): readonly Renewable[] => [
  ...[...agreements].flatMap(([agreementId, state]): Renewable[] =>
    state.phase === 'sealed'
      ? [{ document: state.draft.number, renew: (live, tools, by) => renewAgreement(live, agreementId, tools, by) }]
      : [],
  ),
  ...(ceremony.minutes === null ? [] : [{ document: 'minutes', renew: renewMinutes }]),
];
