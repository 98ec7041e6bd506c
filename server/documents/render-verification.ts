import type { VerificationView } from '#contract/views/verification';
import { ceremonyFurniture } from './ceremony-furniture.ts';
import { localeOf } from './language.ts';
import { pageMarkOf } from './marks.ts';
import { renderPages, type RenderedPdf } from './render-pages.ts';
import { sealSlab } from './seal-slab.ts';
import { verificationBlocks, type Printing } from './verification-blocks.ts';
import { VERIFICATION_WORDS } from './verification-words.ts';

const LANGUAGES = ['id', 'en'] as const;

/** In characters of JSON: what a hostile file makes of it does not travel along. */
const LARGEST_ATTACHMENT = 262_144;

/**
 * D88, D89: what verification found, in Indonesian, then in English, with the place of the organiser's seal. The same
 * finding, time and id give the same bytes. `checkUrl` is where the document itself can be verified; `documentId` is 16
 * random bytes for the trailer's `/ID`.
 */
export function renderVerification(
  view: VerificationView,
  options: Printing & { readonly checkUrl: string; readonly at: Date; readonly documentId: Uint8Array },
): RenderedPdf {
  const { organiser, checkUrl, at, documentId } = options;
  const { sample, rehearsal, sha256, ledger } = view.document;
  const { title } = VERIFICATION_WORDS.id;
  const small = JSON.stringify(view).length <= LARGEST_ATTACHMENT;
  return renderPages({
    file: {
      title: `${title}: SHA-256 ${sha256.slice(0, 16)}`,
      author: organiser,
      subject: VERIFICATION_WORDS.en.title,
      languages: [localeOf('id'), localeOf('en')],
      at,
    },
    furniture: ceremonyFurniture({ ceremonyId: ledger?.ceremonyId ?? sha256.slice(0, 16), sample, rehearsal }, title),
    parts: LANGUAGES.map((language) => [{ language, blocks: verificationBlocks(view, options, language) }] as const),
    closing: (tag, place) =>
      sealSlab(
        {
          organiser,
          check: {
            words: 'Periksa dokumennya\u00a0/ Check the document',
            alt: 'Kode QR ke halaman pemeriksaan / QR code to the verification page',
            url: checkUrl,
          },
        },
        tag,
        place,
      ),
    attachments: small ? [{ name: 'verification.json', description: title, json: view }] : [],
    mark: pageMarkOf({ sample, rehearsal }),
    proof: false,
    documentId,
  });
}
