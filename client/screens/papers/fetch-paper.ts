import { request, type Answer } from '../../connection/http.ts';

export type TakenPaper = { readonly blob: Blob; readonly fileName: string };

/** The name that the server gives a file; one of our own where it gives none. */
export const fileNameIn = (disposition: string | null): string => {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1];
  return encoded === undefined ? (plain ?? 'dokumen.pdf') : decodeURIComponent(encoded);
};

/** Draws a document up on the server, which takes a moment, and brings it whole: a refusal is words, not a broken file. */
export const fetchPaper = (path: string): Promise<Answer<TakenPaper>> =>
  request(`${path}?download=1`, {}, async (response) => ({
    blob: await response.blob(),
    fileName: fileNameIn(response.headers.get('content-disposition')),
  }));

/** In milliseconds: as long as a browser may take to begin with the file. */
const KEPT = 60_000;

export const savePaper = ({ blob, fileName }: TakenPaper): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
};
