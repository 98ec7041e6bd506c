import type { Request, Response } from 'express';

type Pdf = { readonly bytes: Uint8Array; readonly sha256: string; readonly fileName: string };

/** A PDF under its hash as ETag, so that a browser fetches again only what has grown; `?download=1` saves it. */
export const sendPdf = (request: Request, response: Response, { bytes, sha256, fileName }: Pdf): void => {
  const etag = `"${sha256}"`;
  // Also for a fetch that names the hash itself: browsers then ask past every cache, which is no reason to send again.
  response.set({ 'Cache-Control': 'private, no-cache', ETag: etag });
  if (request.get('if-none-match') === etag) return void response.status(304).end();
  if (request.query['download'] === '1') response.attachment(fileName);
  response.type('application/pdf').send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
};
