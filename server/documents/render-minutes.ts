import type { MinutesFacts } from '#contract/minutes-facts';
import { ceremonyFurniture } from './ceremony-furniture.ts';
import { localeOf } from './language.ts';
import { pageMarkOf } from './marks.ts';
import { minutesBlocks } from './minutes-blocks.ts';
import { MINUTES_WORDS } from './minutes-words.ts';
import { type RenderedPdf, renderPages } from './render-pages.ts';
import { sealSlab } from './seal-slab.ts';

const LANGUAGES = ['id', 'en'] as const;

/**
 * D13, D14: the minutes in Indonesian, then in English, with the place of the organiser's seal; the same facts, time and
 * id give the same bytes. `documentId` is 16 random bytes for the trailer's `/ID`. Throws UnprintableTextError when no
 * typeface has a character.
 */
export async function renderMinutes(
  facts: MinutesFacts,
  options: { readonly at: Date; readonly documentId: Uint8Array },
): Promise<RenderedPdf> {
  const check = {
    words: 'Bandingkan akar\u00a0/ Compare the root',
    alt: 'Kode QR ke halaman akar jurnal / QR code to the page of the ledger’s root',
    url: facts.recordUrl,
  };
  return renderPages({
    file: {
      title: `${MINUTES_WORDS.id.title}: ${facts.title.id}`,
      author: facts.organiser,
      subject: `${MINUTES_WORDS.en.title}: ${facts.title.en}`,
      languages: [localeOf('id'), localeOf('en')],
      at: options.at,
    },
    furniture: ceremonyFurniture(facts, `Berita Acara · ${facts.title.id}`),
    parts: LANGUAGES.map((language) => [{ language, blocks: minutesBlocks(facts, language) }] as const),
    closing: (tag, place) => sealSlab({ organiser: facts.organiser, check }, tag, place),
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
