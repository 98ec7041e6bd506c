import type { MinutesFacts } from '#contract/minutes-facts';
import { isRefusal } from '#contract/refusal';
import { drawCertificationAppearance } from '#documents/appearance';
import { renderMinutes } from '#documents/render-minutes';
import { ORGANISER_SEAL_FIELD } from '#documents/seal-slab';
import { minutesFacts } from '#projections/minutes-facts';
import type { LiveCeremony } from '#projections/live-ceremony';
import { certify } from '#signing/certify';
import type { Tools } from './act.ts';
import { stampTime } from './stamp-time.ts';
import { authorityOf } from './tools-of.ts';

export type SealedMinutes = { readonly bytes: Uint8Array; readonly sha256: string; readonly pages: number };

const recordAddress = (publicUrl: string, ceremonyId: string): string => `${publicUrl}/api/record/${ceremonyId}`;

/** facts → PDF → sealed by the organiser: nothing may be added to them afterwards. Throws when the house is at fault. */
export const composeMinutes = async (
  live: LiveCeremony,
  record: MinutesFacts['record'],
  tools: Pick<Tools, 'authority' | 'random' | 'publicUrl'>,
  now: Date,
): Promise<SealedMinutes> => {
  const zone = live.ceremony.plan?.zone ?? 'UTC';
  const facts = minutesFacts(live, record, {
    print: (at) => stampTime(new Date(at), zone),
    recordUrl: recordAddress(tools.publicUrl, live.ceremonyId),
  });
  const rendered = await renderMinutes(facts, { at: now, documentId: tools.random(16) });
  const place = rendered.fields.find(({ name }) => name === ORGANISER_SEAL_FIELD);
  if (place === undefined) throw new Error('The minutes have no place for the seal.');
  const [left, bottom, right, top] = place.rect;
  const sealed = await certify(rendered, {
    field: ORGANISER_SEAL_FIELD,
    at: now,
    name: facts.organiser,
    reason: 'Menyegel berita acara ini',
    appearance: drawCertificationAppearance({
      width: right - left,
      height: top - bottom,
      organiser: facts.organiser,
      time: stampTime(now, zone),
      label: 'Disegel oleh penyelenggara / Sealed by the organiser',
    }),
    signer: authorityOf(tools.authority, live).sealSigner,
  });
  if (isRefusal(sealed)) throw new Error(`The minutes could not be sealed: ${sealed.refused.detail}`);
  return { bytes: sealed.bytes, sha256: sealed.sha256, pages: rendered.pages };
};
