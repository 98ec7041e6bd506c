import { X509Certificate } from 'node:crypto';
import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import { drawCertificationAppearance } from '#documents/appearance';
import type { Sheets } from '#documents/sheets';
import { ORGANISER_SEAL_FIELD } from '#documents/seal-slab';
import type { OneAuthority } from '#signing/authority';
import { certify, requireValid } from '#signing/certify';
import { createOwnTimeStamper } from '#signing/time-stamp-own';
import type { Tools } from './act.ts';
import { verifyAddress } from './compose-document.ts';
import { agreementOf } from './document-origin.ts';
import { OWN_REASONS } from './own-documents.ts';
import { stampInTurns } from './stamp-in-turns.ts';
import { stampTime } from './stamp-time.ts';
import type { Verified } from './verify-document.ts';

type House = Pick<Tools, 'authority' | 'turn' | 'random' | 'publicUrl'>;

/** Where documents of no ceremony are dated by. */
const ZONE = 'Asia/Jakarta';

/**
 * F24: what was found, as a PDF under the organiser's seal; kept nowhere. The time is the organiser's own: whoever asks
 * for reports does not spend what an authority of others allows this house.
 */
export const createReportVerification =
  (house: House, sheets: Pick<Sheets, 'draw'>) =>
  async ({ view, origin }: Pick<Verified, 'view' | 'origin'>): Promise<Uint8Array | Refusal> => {
    const authority: OneAuthority = view.document.rehearsal ? house.authority.rehearsal : house.authority;
    const zone = origin?.live.ceremony.plan?.zone ?? ZONE;
    const organiser = origin?.live.ceremony.plan?.organiser ?? sealNameOf(authority);
    const at = new Date(view.checkedAt);
    const state = origin === null ? null : agreementOf(origin);
    const rendered = await sheets.draw({
      kind: 'verification',
      view,
      organiser,
      printed: new Map(momentsIn(view).map((moment) => [moment, stampTime(new Date(moment), zone)])),
      checkUrl: state === null ? `${house.publicUrl}/verify` : verifyAddress(house.publicUrl, state.draft.verifyCode),
      at,
      documentId: house.random(16),
    });
    if (rendered === null) return refuse('busy', 'Many reports are being drawn up; try again shortly.');
    const place = rendered.fields.find(({ name }) => name === ORGANISER_SEAL_FIELD);
    if (place === undefined) throw new Error('A report has no place for the seal.');
    const [left, bottom, right, top] = place.rect;
    // S140: a report bears a time or is none.
    requireValid(authority.timeSigner, at);
    const own = createOwnTimeStamper({
      signer: authority.timeSigner,
      name: authority.name,
      now: () => at,
      randomBytes: house.random,
    });
    const signed = await stampInTurns(house.turn, own, (stamper) =>
      certify(rendered, {
        field: ORGANISER_SEAL_FIELD,
        at,
        name: organiser,
        reason: OWN_REASONS.report,
        appearance: drawCertificationAppearance({
          width: right - left,
          height: top - bottom,
          organiser,
          time: stampTime(at, zone),
          label: 'Disegel oleh penyelenggara / Sealed by the organiser',
        }),
        signer: authority.sealSigner,
        stamper,
      }),
    );
    if (isRefusal(signed)) throw new Error(`A report could not be sealed: ${signed.refused.detail}`);
    return signed.bytes;
  };

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** Every time that stands anywhere in what is told. */
const momentsIn = (told: unknown): readonly string[] => {
  if (typeof told === 'string') return MOMENT.test(told) && !Number.isNaN(Date.parse(told)) ? [told] : [];
  return typeof told === 'object' && told !== null ? Object.values(told).flatMap(momentsIn) : [];
};

const sealNameOf = ({ sealSigner }: OneAuthority): string =>
  /^CN=(.+)$/m.exec(new X509Certificate(sealSigner.certificate).subject)?.[1] ?? 'Penyelenggara';
