import { decide } from '#agreement/decide';
import type { CeremonyPlan } from '#contract/ceremony-plan';
import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import { StartFault } from '#platform/start-fault';
import type { Clock } from '#platform/clock';
import { agreementStream, findAgreement, type LiveCeremony } from '#projections/live-ceremony';
import { takeBeside } from '#projections/take-beside';
import type { Store } from '#store/port';
import { agreementWrites, toStreamWrites, type Tools } from './act.ts';
import type { Ceremonies } from './ceremonies.ts';
import { composeDocument } from './compose-document.ts';
import { fixTemplate } from './fix-template.ts';
import { planCeremony } from './plan-ceremony.ts';
import { toolsOf } from './tools-of.ts';

/** Brings a plan into the ledger, all of it or nothing. */
export const importCeremony = async (
  plan: CeremonyPlan,
  house: {
    readonly ceremonies: Ceremonies;
    readonly store: Store;
    readonly clock: Clock;
    readonly random: Tools['random'];
  },
): Promise<LiveCeremony | Refusal> => {
  const appended = await house.store.append(planCeremony(plan, house.clock.now(), house.random));
  if (!appended.ok) {
    return refuse('bad-command', `A ceremony with the id ${plan.ceremonyId} is here already. Choose another id.`);
  }
  const live = house.ceremonies.find(plan.ceremonyId);
  if (live === null) throw new Error('The imported ceremony did not reach memory.');
  for (const [subject, record] of await house.store.personal(plan.ceremonyId)) takeBeside(live, subject, record);
  return live;
};

/** Renders and certifies every draft; what was made ready before an interruption stays so. */
export const makeAllReady = async (
  live: LiveCeremony,
  tools: Pick<Tools, 'store' | 'authority' | 'templates' | 'random' | 'publicUrl'>,
  clock: Clock,
  progress: (done: number, of: number) => void,
): Promise<void> => {
  const drafts = [...live.agreements]
    .filter(([, state]) => state.phase === 'draft')
    .map(([agreementId]) => agreementId);
  for (const [index, agreementId] of drafts.entries()) {
    const state = findAgreement(live, agreementId);
    if (state.phase !== 'draft') continue;
    const now = clock.now();
    const document = await composeDocument(live, state.draft, toolsOf(tools, live), now);
    if (isRefusal(document)) throw new StartFault(`${agreementId}: ${document.refused.detail}`);
    const { sha256, pages, template, bytes, by } = document;
    const fixed = fixTemplate(live, by, now.toISOString());
    if (isRefusal(fixed)) throw new StartFault(fixed.refused.detail);
    const decision = decide(
      { name: 'make-ready', sha256, bytes: bytes.length, pages, template, order: by.order },
      state,
      now.toISOString(),
    );
    if (isRefusal(decision)) throw new Error(`${agreementId}: ${decision.refused.detail}`);
    const appended = await tools.store.append({
      ledger: live.ceremonyId,
      actor: 'import',
      at: now.toISOString(),
      writes: toStreamWrites(live.versions, [...fixed.writes, ...agreementWrites(agreementId, decision)]),
      segments: [...fixed.segments, { document: agreementStream(agreementId), index: 0, bytes }],
    });
    if (!appended.ok) throw new Error(`${agreementId} changed while it was being made ready.`);
    progress(index + 1, drafts.length);
  }
};
