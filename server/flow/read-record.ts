import { answerOf, isRefusal, refuse, type Refusal, type Refused } from '#contract/refusal';
import type { AuditPage, RootReceipt } from '#contract/views/record';
import { documentRules, type Rule } from '#identity/permissions';
import { auditEntry, fitsAudit, type AuditFilter } from '#projections/audit-trail';
import type { LiveCeremony } from '#projections/live-ceremony';
import { MINUTES_DOCUMENT } from '#projections/record-data';
import { rootReceipt } from '#projections/record-view';
import { NotAsWritten } from '#projections/not-as-written';
import type { Store } from '#store/port';
import { asWritten, notAsWritten } from './as-written.ts';
import type { Ceremonies } from './ceremonies.ts';
import { permitted } from './permitted.ts';
import type { Viewer } from './viewer.ts';

type House = { readonly ceremonies: Ceremonies; readonly store: Store };

const NOT_FIXED = answerOf(refuse('wrong-phase', 'The record of this ceremony has not been fixed yet.'));

/** The ceremony, if the rule lets this person see what stands behind it. */
const behind = async (house: House, viewer: Viewer, rule: Rule): Promise<LiveCeremony | Refusal> => {
  const seen = permitted(await house.ceremonies.load(viewer.ceremonyId), viewer, [rule]);
  return isRefusal(seen) ? seen : seen.live;
};

/** The root of a closed ceremony, for anybody: it holds no personal data. */
export const createReadReceipt =
  (house: House) =>
  async (ceremonyId: string): Promise<{ readonly ok: true; readonly receipt: RootReceipt } | Refused> => {
    const live = await house.ceremonies.load(ceremonyId);
    if (live === null) return answerOf(refuse('unknown-address', 'There is no such ceremony here.'));
    const receipt = rootReceipt(live);
    return receipt === null ? NOT_FIXED : { ok: true, receipt };
  };

export const createReadMinutes =
  (house: House) =>
  async (
    viewer: Viewer,
  ): Promise<
    { readonly ok: true; readonly bytes: Uint8Array; readonly sha256: string; readonly fileName: string } | Refused
  > => {
    const live = await behind(house, viewer, documentRules.minutes);
    if (isRefusal(live)) return answerOf(live);
    const { minutes } = live.ceremony;
    if (minutes === null) return NOT_FIXED;
    const bytes = await house.store.readDocument(live.ceremonyId, MINUTES_DOCUMENT);
    if (bytes === null) return answerOf(refuse('unknown-document', 'The minutes are missing.'));
    // A document timestamp may have come in while the store was reading: bytes and hash must be of one moment.
    const document = asWritten(bytes, minutes);
    // F45
    if (document === null) throw new NotAsWritten(notAsWritten(MINUTES_DOCUMENT));
    return { ok: true, bytes: document, sha256: minutes.sha256, fileName: `${live.ceremonyId}-berita-acara.pdf` };
  };

const PAGE = 1_000;
/** Events looked at for one answer: whoever asks goes on from `next`, and nobody else waits. */
const MOST_LOOKED_AT = 20_000;

/** L59: the audit trail, a page at a time, straight from the ledger. */
export const createReadAudit =
  (house: House) =>
  async (
    viewer: Viewer,
    asked: { readonly filter: AuditFilter; readonly after: number; readonly limit: number },
  ): Promise<{ readonly ok: true; readonly page: AuditPage } | Refused> => {
    const live = await behind(house, viewer, documentRules.audit);
    if (isRefusal(live)) return answerOf(live);
    return { ok: true, page: await auditPage(house.store, live, asked) };
  };

const auditPage = async (
  store: Pick<Store, 'read'>,
  live: LiveCeremony,
  asked: { readonly filter: AuditFilter; readonly after: number; readonly limit: number },
): Promise<AuditPage> => {
  const entries: AuditPage['entries'][number][] = [];
  let last = asked.after;
  while (last - asked.after < MOST_LOOKED_AT) {
    const page = await store.read(live.ceremonyId, last, PAGE);
    for (const event of page) {
      last = event.position;
      if (!fitsAudit(event, asked.filter)) continue;
      entries.push(auditEntry(live, event));
      if (entries.length === asked.limit) return { entries, next: last };
    }
    if (page.length < PAGE) return { entries, next: null };
  }
  return { entries, next: last };
};
