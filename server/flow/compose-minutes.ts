import type { SealedMinutes } from '#ceremony/record/state';
import type { MinutesFacts } from '#contract/minutes-facts';
import { isRefusal } from '#contract/refusal';
import { drawCertificationAppearance } from '#documents/appearance';
import { renderMinutes } from '#documents/render-minutes';
import { ORGANISER_SEAL_FIELD } from '#documents/seal-slab';
import { forPaper } from '#projections/beside-the-chain';
import { minutesFacts } from '#projections/minutes-facts';
import type { LiveCeremony } from '#projections/live-ceremony';
import { certify } from '#signing/certify';
import type { Tools } from './act.ts';
import { appendEvidence } from './append-evidence.ts';
import { sealStamped } from './seal-stamped.ts';
import { stampTime } from './stamp-time.ts';
import { authorityOf } from './tools-of.ts';

export type ComposedMinutes = Omit<SealedMinutes, 'bytes' | 'at'> & { readonly bytes: Uint8Array };

export type MinutesTools = Pick<
  Tools,
  'authority' | 'random' | 'publicUrl' | 'turn' | 'timeStamps' | 'revocations' | 'foreign'
>;

export const recordAddress = (publicUrl: string, ceremonyId: string): string => `${publicUrl}/api/record/${ceremonyId}`;

/**
 * C190: facts → PDF → sealed by the organiser, with what is needed to judge the seal later and a document timestamp if one
 * is to be had now: what is not is asked for again (F39). Throws when the house is at fault.
 */
export const composeMinutes = async (
  live: LiveCeremony,
  record: MinutesFacts['record'],
  tools: MinutesTools,
  now: Date,
): Promise<ComposedMinutes> => {
  const zone = live.ceremony.plan?.zone ?? 'UTC';
  // F53: unless the director closes without what is pending (C142).
  const told = live.ceremony.closingForcedAt === null ? forPaper(live) : live;
  const facts = minutesFacts(told, record, {
    print: (at) => stampTime(new Date(at), zone),
    recordUrl: recordAddress(tools.publicUrl, live.ceremonyId),
  });
  const rendered = await renderMinutes(facts, { at: now, documentId: tools.random(16) });
  const place = rendered.fields.find(({ name }) => name === ORGANISER_SEAL_FIELD);
  if (place === undefined) throw new Error('The minutes have no place for the seal.');
  const [left, bottom, right, top] = place.rect;
  const appearance = drawCertificationAppearance({
    width: right - left,
    height: top - bottom,
    organiser: facts.organiser,
    time: stampTime(now, zone),
    label: 'Disegel oleh penyelenggara / Sealed by the organiser',
  });
  const { signed, stamped } = await sealStamped(live, tools, (stamp) =>
    certify(rendered, {
      field: ORGANISER_SEAL_FIELD,
      at: now,
      name: facts.organiser,
      reason: 'Menyegel berita acara ini',
      appearance,
      signer: authorityOf(tools.authority, live).sealSigner,
      ...stamp,
    }),
  );
  if (isRefusal(signed)) throw new Error(`The minutes could not be sealed: ${signed.refused.detail}`);
  const relying = { live, isCertifiedByOthers: false };
  const { bytes, sha256, archive, reached } = await appendEvidence(relying, signed.bytes, tools, { now, stamped });
  return {
    bytes,
    sha256,
    pages: rendered.pages,
    timestamp: stamped.timestamp,
    timestampProblem: stamped.problem,
    level: reached.level,
    archive,
    archiveProblem: reached.problem,
  };
};
