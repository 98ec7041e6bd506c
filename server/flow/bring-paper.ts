import { createHash } from 'node:crypto';
import { MAX_SCAN_BYTES } from '#contract/constants';
import type { Problem } from '#contract/problems';
import { answerOf, isRefusal, refuse, type Refused } from '#contract/refusal';
import { documentRules } from '#identity/permissions';
import type { Clock } from '#platform/clock';
import { findAgreement, type LiveCeremony } from '#projections/live-ceremony';
import type { Ahead } from './ahead.ts';
import { NOT_HERE, permitted } from './permitted.ts';
import { paperDocument } from './proof-place.ts';
import { proposeAhead } from './propose.ts';
import { scanType } from './scan-type.ts';
import type { Viewer } from './viewer.ts';

/** What `take` brings; `problem` is null when the sender left. */
type Taken =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly problem: Problem | null };

const refusalOf = (live: LiveCeremony, viewer: Viewer, agreementId: string): Refused | null => {
  const asked = permitted(live, viewer, [documentRules.bringPaper], agreementId);
  if (isRefusal(asked)) return answerOf(asked);
  return findAgreement(live, agreementId).phase === 'unknown'
    ? answerOf(refuse('unknown-agreement', 'There is no such agreement.'))
    : null;
};

/**
 * A23: a scan is kept for the officer who brought it, until they say that it is the agreement; a later one replaces it.
 * `take` reads it, and is asked only for whoever may bring one (H14).
 */
export const createBringPaper =
  (house: { readonly ahead: Ahead; readonly clock: Clock }) =>
  async (
    viewer: Viewer,
    agreementId: string,
    take: () => Promise<Taken>,
  ): Promise<{ readonly ok: true; readonly sha256: string } | Extract<Taken, { ok: false }>> => {
    const line = await house.ahead.load(viewer.ceremonyId);
    if (line === null) return answerOf(NOT_HERE);
    const early = refusalOf(line.committed, viewer, agreementId);
    if (early !== null) return early;
    const taken = await take();
    if (!taken.ok) return taken;
    const { bytes } = taken;
    // Much may have happened while a slow sender sent.
    const late = refusalOf(line.committed, viewer, agreementId);
    if (late !== null) return late;
    if (bytes.length > MAX_SCAN_BYTES)
      return answerOf(refuse('file-too-large', 'A scan has 5 MB at most. Scan it again with less detail.'));
    if (scanType(bytes) === null)
      return answerOf(refuse('not-a-scan', 'The scan is neither a PDF nor a JPEG. Bring one of these.'));
    const { personId } = viewer;
    const prepared = { document: paperDocument(agreementId), person: personId, bytes };
    const at = house.clock.now().toISOString();
    const attempt = await proposeAhead(
      line,
      () => ({ writes: [], prepared }),
      () => ({ actor: personId, at }),
    );
    if (attempt?.appended.ok !== true)
      return answerOf(refuse('internal', 'The scan could not be kept. Bring it again.'));
    return { ok: true, sha256: createHash('sha256').update(bytes).digest('hex') };
  };
