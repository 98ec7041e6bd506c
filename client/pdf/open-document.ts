import type { PageViewport, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { hashOf } from './hash.ts';

/** Size of a page in points at scale 1. */
export type PageSize = { readonly width: number; readonly height: number };

export type OpenedDocument = {
  /** The bytes that are shown, and their SHA-256 in hex: what consent names. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
  readonly pages: readonly PageSize[];
  /** Draws page `number` (from 1) at so many device pixels a point. Rejects when `signal` aborts. */
  readonly draw: (number: number, scale: number, signal: AbortSignal) => Promise<HTMLCanvasElement>;
  /** Puts the page's words, transparent, into `layer`: for selecting and for screen readers. */
  readonly write: (number: number, scale: number, layer: HTMLElement) => Promise<void>;
  readonly close: () => void;
};

/** pdf.js and its worker come from our own origin, and only when a document is opened. */
const pdfCode = async () => {
  const [code, worker] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import('pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'),
  ]);
  code.GlobalWorkerOptions.workerSrc = worker.default;
  return code;
};

/** Reads a PDF. Fonts are embedded in our documents, so neither standard fonts nor character maps are fetched. */
export const openDocument = async (bytes: Uint8Array<ArrayBuffer>): Promise<OpenedDocument> => {
  const [code, sha256] = await Promise.all([pdfCode(), hashOf(bytes)]);
  // The worker takes what it is given: it gets a copy, the bytes stay what they were.
  const task = code.getDocument({ data: bytes.slice(), useSystemFonts: false, enableXfa: false });
  const document: PDFDocumentProxy = await task.promise;
  const sizes = await Promise.all(
    Array.from({ length: document.numPages }, async (_, index) => {
      const { width, height } = (await document.getPage(index + 1)).getViewport({ scale: 1 });
      return { width, height };
    }),
  );
  const at = async (number: number, scale: number): Promise<{ page: PDFPageProxy; viewport: PageViewport }> => {
    const page = await document.getPage(number);
    return { page, viewport: page.getViewport({ scale }) };
  };
  return {
    bytes,
    sha256,
    pages: sizes,
    draw: async (number, scale, signal) => {
      const { page, viewport } = await at(number, scale);
      signal.throwIfAborted();
      const canvas = globalThis.document.createElement('canvas');
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      // Signatures are annotations: their appearances belong to what is shown.
      const drawing = page.render({ canvas, viewport, annotationMode: code.AnnotationMode.ENABLE });
      signal.addEventListener('abort', () => drawing.cancel(), { once: true });
      await drawing.promise;
      return canvas;
    },
    write: async (number, scale, layer) => {
      const { page, viewport } = await at(number, scale);
      const text = new code.TextLayer({ textContentSource: await page.getTextContent(), container: layer, viewport });
      layer.replaceChildren();
      await text.render();
    },
    close: () => void task.destroy(),
  };
};
