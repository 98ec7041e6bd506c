import type { ExtractFacts } from '#contract/extract-facts';
import { ceremonyFurniture } from './ceremony-furniture.ts';
import { extractBlocks } from './extracts/blocks-of.ts';
import { EXTRACT_TITLES } from './extracts/common.ts';
import { participationBlocks } from './extracts/participation.ts';
import { localeOf } from './language.ts';
import { pageMarkOf } from './marks.ts';
import { type Part, type RenderedPdf, renderPages } from './render-pages.ts';
import { sealSlab } from './seal-slab.ts';

const LANGUAGES = ['id', 'en'] as const;

/**
 * D80 to D85: an extract of the ledger in Indonesian, then in English, with the place of the organiser's seal. The same
 * facts, time and id give the same bytes. `documentId` is 16 random bytes for the trailer's `/ID`.
 */
export function renderExtract(
  facts: ExtractFacts,
  options: { readonly at: Date; readonly documentId: Uint8Array },
): RenderedPdf {
  const { kind } = facts;
  return renderPages({
    file: {
      title: `${EXTRACT_TITLES.id[kind]}: ${facts.title.id}`,
      author: facts.organiser,
      subject: `${EXTRACT_TITLES.en[kind]}: ${facts.title.en}`,
      languages: [localeOf('id'), localeOf('en')],
      at: options.at,
    },
    furniture: ceremonyFurniture(facts, `${EXTRACT_TITLES.id[kind]} · ${facts.title.id}`),
    parts: partsOf(facts),
    closing: (tag, place) => sealSlab({ organiser: facts.organiser, check: checkOf(facts) }, tag, place),
    attachments: dataOf(facts),
    mark: pageMarkOf(facts),
    proof: false,
    documentId: options.documentId,
  });
}

/** A certificate to be framed is one page in both languages; everything else is said in one language after the other. */
const partsOf = (facts: ExtractFacts): readonly Part[] =>
  facts.kind === 'participation'
    ? [[{ language: 'id', blocks: participationBlocks(facts) }]]
    : LANGUAGES.map((language) => [{ language, blocks: extractBlocks(facts, language) }] as const);

/** Of one agreement its own page; of everything else the root of the ceremony. */
const checkOf = (facts: ExtractFacts): { words: string; alt: string; url: string } =>
  facts.kind === 'completion'
    ? {
        words: 'Periksa perjanjiannya\u00a0/ Check the agreement',
        alt: 'Kode QR ke halaman pemeriksaan perjanjian / QR code to the agreement’s verification page',
        url: facts.agreement.verifyUrl,
      }
    : {
        words: 'Bandingkan akar\u00a0/ Compare the root',
        alt: 'Kode QR ke halaman akar jurnal / QR code to the page of the ledger’s root',
        url: facts.recordUrl,
      };

/** D86: figures and hashes travel along as data; lists of people do not: they are in the text, for people to read. */
const dataOf = (facts: ExtractFacts) => {
  switch (facts.kind) {
    case 'completion':
    case 'witness':
    case 'press':
      return [
        {
          name: `${facts.kind}.json`,
          description: EXTRACT_TITLES.id[facts.kind],
          json: { format: `teken-${facts.kind}/1`, facts },
        },
      ];
    case 'attendance':
    case 'participation':
      return [];
  }
};
