import type { ExtractFacts } from '#contract/extract-facts';
import { answerOf, isRefusal, refuse, type Refusal, type Refused } from '#contract/refusal';
import { drawCertificationAppearance } from '#documents/appearance';
import type { Sheets } from '#documents/sheets';
import type { RenderedPdf } from '#documents/render-pages';
import { ORGANISER_SEAL_FIELD } from '#documents/seal-slab';
import { documentRules, type Rule } from '#identity/permissions';
import type { Clock } from '#platform/clock';
import { forPaper } from '#projections/beside-the-chain';
import { attendanceFacts } from '#projections/extracts/attendance-facts';
import { completionFacts } from '#projections/extracts/completion-facts';
import type { Drawing } from '#projections/extracts/head';
import { participationFacts } from '#projections/extracts/participation-facts';
import { pressFacts } from '#projections/extracts/press-facts';
import { witnessFacts } from '#projections/extracts/witness-facts';
import { agreementStream, type LiveCeremony } from '#projections/live-ceremony';
import { certify } from '#signing/certify';
import { sha256Hex } from '#signing/revision-writer';
import type { Store, StoredEvent } from '#store/port';
import type { Tools } from './act.ts';
import type { Ceremonies } from './ceremonies.ts';
import { verifyAddress } from './compose-document.ts';
import { recordAddress } from './compose-minutes.ts';
import { OWN_REASONS } from './own-documents.ts';
import { permitted } from './permitted.ts';
import { sealStamped } from './seal-stamped.ts';
import { stampTime } from './stamp-time.ts';
import { authorityOf } from './tools-of.ts';
import type { Viewer } from './viewer.ts';

/** Which extract of the ledger somebody asks for. */
export type AskedExtract =
  | { readonly kind: 'completion'; readonly agreementId: string }
  | { readonly kind: 'witness'; readonly wave: number; readonly personId: string }
  | { readonly kind: 'attendance' }
  | { readonly kind: 'participation'; readonly personId: string }
  | { readonly kind: 'press' };

type House = {
  readonly ceremonies: Ceremonies;
  readonly tools: Tools;
  readonly sheets: Pick<Sheets, 'draw'>;
  readonly clock: Clock;
};
type Answer =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly sha256: string; readonly fileName: string }
  | Refused;

/** D80 to D87: what the organiser draws up of the ledger as it stands now, under the organiser's seal; kept nowhere. */
export const createDrawUp =
  ({ ceremonies, tools, sheets, clock }: House) =>
  async (viewer: Viewer, asked: AskedExtract): Promise<Answer> => {
    const agreementId = asked.kind === 'completion' ? asked.agreementId : null;
    const seen = permitted(await ceremonies.load(viewer.ceremonyId), viewer, rulesFor(viewer, asked), agreementId);
    if (isRefusal(seen)) return answerOf(seen);
    const { live } = seen;
    const now = clock.now();
    const facts = await factsOf(forPaper(live), asked, tools, now);
    if (isRefusal(facts)) return answerOf(facts);
    const documentId = tools.random(16);
    const rendered = await sheets.draw({ kind: 'extract', facts, at: now, documentId });
    if (rendered === null) return answerOf(refuse('busy', 'Many documents are being drawn up; try again shortly.'));
    const bytes = await sealed(live, { facts, rendered }, tools, now);
    return {
      ok: true,
      bytes,
      sha256: sha256Hex(bytes),
      fileName: `${live.ceremonyId}-${fileNameOf(asked, facts)}.pdf`,
    };
  };

/** Everybody their own; those who run the ceremony anybody's. */
const rulesFor = ({ personId }: Viewer, asked: AskedExtract): readonly [Rule, ...Rule[]] => {
  const { completion, drawUp, ownSheet, ownParticipation } = documentRules;
  switch (asked.kind) {
    case 'completion':
      return [completion, drawUp];
    case 'witness':
      return asked.personId === personId ? [ownSheet, drawUp] : [drawUp];
    case 'participation':
      return asked.personId === personId ? [ownParticipation, drawUp] : [drawUp];
    case 'attendance':
    case 'press':
      return [drawUp];
  }
};

const factsOf = async (
  live: LiveCeremony,
  asked: AskedExtract,
  tools: Pick<Tools, 'store' | 'publicUrl'>,
  now: Date,
): Promise<ExtractFacts | Refusal> => {
  const zone = live.ceremony.plan?.zone ?? 'UTC';
  const drawing: Drawing = {
    now,
    print: (at) => stampTime(new Date(at), zone),
    recordUrl: recordAddress(tools.publicUrl, live.ceremonyId),
  };
  switch (asked.kind) {
    case 'completion': {
      const events = await eventsOf(tools.store, live, agreementStream(asked.agreementId));
      const verifyUrl = (code: string): string => verifyAddress(tools.publicUrl, code);
      return completionFacts(live, asked.agreementId, events, { ...drawing, verifyUrl });
    }
    case 'witness':
      return witnessFacts(live, asked, drawing);
    case 'attendance':
      return attendanceFacts(live, drawing);
    case 'participation':
      return participationFacts(live, asked.personId, drawing);
    case 'press':
      return pressFacts(live, drawing);
  }
};

/** More than any agreement's story has. */
const MOST_EVENTS = 10_000;

/** D91: the events of one stream and no others, oldest first, up to what `live` has folded. */
const eventsOf = async (
  store: Pick<Store, 'readStream'>,
  live: LiveCeremony,
  stream: string,
): Promise<readonly StoredEvent[]> => {
  const { position: upTo } = live;
  const found = await store.readStream(live.ceremonyId, stream, 0, MOST_EVENTS);
  return found.filter(({ position }) => position <= upTo);
};

const sealed = async (
  live: LiveCeremony,
  { facts, rendered }: { readonly facts: ExtractFacts; readonly rendered: RenderedPdf },
  tools: Tools,
  now: Date,
): Promise<Uint8Array> => {
  const zone = live.ceremony.plan?.zone ?? 'UTC';
  const place = rendered.fields.find(({ name }) => name === ORGANISER_SEAL_FIELD);
  if (place === undefined) throw new Error('An extract has no place for the seal.');
  const [left, bottom, right, top] = place.rect;
  const { signed } = await sealStamped(live, tools, (stamp) =>
    certify(rendered, {
      field: ORGANISER_SEAL_FIELD,
      at: now,
      name: facts.organiser,
      reason: OWN_REASONS.extract,
      appearance: drawCertificationAppearance({
        width: right - left,
        height: top - bottom,
        organiser: facts.organiser,
        time: stampTime(now, zone),
        label: 'Disegel oleh penyelenggara / Sealed by the organiser',
      }),
      signer: authorityOf(tools.authority, live).sealSigner,
      ...stamp,
    }),
  );
  if (isRefusal(signed)) throw new Error(`An extract could not be sealed: ${signed.refused.detail}`);
  return signed.bytes;
};

const fileNameOf = (asked: AskedExtract, facts: ExtractFacts): string => {
  switch (asked.kind) {
    case 'completion':
      return `${facts.kind === 'completion' ? facts.agreement.number : asked.agreementId}-surat-keterangan`;
    case 'witness':
      return `gelombang-${asked.wave}-lembar-saksi-${asked.personId}`;
    case 'attendance':
      return 'daftar-hadir';
    case 'participation':
      return `piagam-${asked.personId}`;
    case 'press':
      return 'ringkasan-pers';
  }
};
