import type { ExtractFacts } from '#contract/extract-facts';
import type { VerificationView } from '#contract/views/verification';
import { createOneThread } from './one-thread.ts';
import { renderExtract } from './render-extract.ts';
import type { RenderedPdf } from './render-pages.ts';
import { renderVerification } from './render-verification.ts';

type Common = { readonly at: Date; readonly documentId: Uint8Array };

/** What is drawn up for whoever asks: an extract of the ledger, or what verification found. Plain data: it crosses over. */
export type Sheet = Common &
  (
    | { readonly kind: 'extract'; readonly facts: ExtractFacts }
    | {
        readonly kind: 'verification';
        readonly view: VerificationView;
        readonly organiser: string;
        readonly checkUrl: string;
        /** Every moment that the view names, as it is printed. */
        readonly printed: ReadonlyMap<string, string>;
      }
  );

/** D91: the sheet, drawn; null when so many wait that whoever asks comes again. */
export type Sheets = {
  readonly draw: (sheet: Sheet) => Promise<RenderedPdf | null>;
  readonly close: () => Promise<unknown>;
};

export const renderSheet = (sheet: Sheet): RenderedPdf => {
  const { at, documentId } = sheet;
  if (sheet.kind === 'extract') return renderExtract(sheet.facts, { at, documentId });
  const { view, organiser, checkUrl, printed } = sheet;
  const print = (moment: string): string => printed.get(moment) ?? moment;
  return renderVerification(view, { organiser, checkUrl, at, documentId, print });
};

const THREAD = new URL('sheet-thread.ts', import.meta.url);
const MOST_WAITING = 64;

/**
 * D91: one after another in a thread of its own. A file from outside may make a long report: neither the house nor the
 * documents of a wave, which have threads of theirs, wait for it.
 */
export const createSheets = ({ most = MOST_WAITING }: { readonly most?: number } = {}): Sheets => {
  const { make, end } = createOneThread<Sheet, RenderedPdf>(THREAD, most);
  return { draw: make, close: end };
};
