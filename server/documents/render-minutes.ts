import type { MinutesFacts } from '#contract/minutes-facts';
import { drawPlaceholderAppearance } from './appearance.ts';
import { drawCheck } from './check-address.ts';
import { localeOf } from './language.ts';
import { pageMarkOf } from './marks.ts';
import { minutesBlocks } from './minutes-blocks.ts';
import { MINUTES_WORDS } from './minutes-words.ts';
import type { Furniture } from './page-furniture.ts';
import type { Slab } from './paginate.ts';
import { PAPER, TEXT_WIDTH } from './paper.ts';
import { type RenderedPdf, renderPages } from './render-pages.ts';
import type { PlacedField } from './signature-page.ts';
import { addTag, type Tag } from './tags.ts';

/** The one field of the minutes: the organiser's seal. */
export const MINUTES_SEAL_FIELD = 'certification';

const LANGUAGES = ['id', 'en'] as const;
const SEAL = { width: 240, height: 64 };
const PLACE = 'Tempat segel penyelenggara\u00a0/ Place of the organiser’s seal';

/**
 * D13, D14: the minutes in Indonesian, then in English, with the place of the organiser's seal; the same facts, time and
 * id give the same bytes. `documentId` is 16 random bytes for the trailer's `/ID`. Throws UnprintableTextError when no
 * typeface has a character.
 */
export async function renderMinutes(
  facts: MinutesFacts,
  options: { readonly at: Date; readonly documentId: Uint8Array },
): Promise<RenderedPdf> {
  return renderPages({
    file: {
      title: `${MINUTES_WORDS.id.title}: ${facts.title.id}`,
      author: facts.organiser,
      subject: `${MINUTES_WORDS.en.title}: ${facts.title.en}`,
      languages: [localeOf('id'), localeOf('en')],
      at: options.at,
    },
    furniture: minutesFurniture(facts),
    parts: LANGUAGES.map((language) => [{ language, blocks: minutesBlocks(facts, language) }] as const),
    closing: (tag, place) => sealSlab(facts, tag, place),
    attachments: [{ name: 'minutes.json', description: 'Data berita acara', json: minutesData(facts) }],
    mark: pageMarkOf(facts),
    proof: false,
    documentId: options.documentId,
  });
}

/** D43: the figures of the minutes, without the names of those who came: those are in the text, for people to read. */
const minutesData = ({ attendance, custodians, ...facts }: MinutesFacts) => ({
  format: 'teken-minutes/1',
  facts: {
    ...facts,
    open: facts.open.map(({ number, outcome }) => ({ number, outcome })),
    attendance: {
      ...attendance,
      delegations: attendance.delegations.map(({ province, officials, since }) => ({ province, officials, since })),
    },
    custodians: custodians.map(({ institution }) => ({ institution })),
  },
});

const sealSlab = (facts: MinutesFacts, tag: Tag, place: (field: PlacedField) => void): Slab => ({
  height: SEAL.height,
  before: 22,
  keep: false,
  draw: (canvas, top) => {
    const y = top - SEAL.height;
    const box = { x: PAPER.left + TEXT_WIDTH - SEAL.width, y, ...SEAL };
    const { height } = SEAL;
    drawCheck(canvas, { x: PAPER.left, y, width: box.x - PAPER.left - 16, height }, tag, {
      words: 'Bandingkan akar\u00a0/ Compare the root',
      alt: 'Kode QR ke halaman akar catatan / QR code to the page of the record’s root',
      url: facts.recordUrl,
    });
    addTag(tag, 'Form', { alt: PLACE }).kids.push({ field: MINUTES_SEAL_FIELD });
    place({
      name: MINUTES_SEAL_FIELD,
      about: PLACE,
      page: canvas.page,
      box,
      placeholder: drawPlaceholderAppearance({ ...SEAL, label: PLACE, name: facts.organiser, details: [] }).content,
    });
  },
});

/** D15: what a page is, of which document, and that it is a sample or a rehearsal, on every page. */
function minutesFurniture(facts: MinutesFacts): Furniture {
  const marks = [...(facts.rehearsal ? ['GLADI RESIK · REHEARSAL'] : []), ...(facts.sample ? ['CONTOH · SAMPLE'] : [])];
  return {
    languages: LANGUAGES,
    title: `Berita Acara · ${facts.title.id}`,
    mark: marks.join(' · '),
    number: facts.ceremonyId,
    footMark: marks.length === 0 ? '' : `${marks.join(' · ')} · bukan acara yang sesungguhnya`,
    code: '',
  };
}
