import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { RequestHandler } from 'express';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

type Encoding = 'br' | 'gzip';
const pack = (bytes: Buffer, encoding: Encoding): Promise<Buffer> =>
  encoding === 'gzip'
    ? toGzip(bytes, { level: 9 })
    : toBrotli(bytes, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
      });

/** Fonts and pictures are packed already. */
const packable = /^[\w.-]+\.(js|mjs|css|svg|json|wasm)$/;
const types: { readonly [ending: string]: string } = { mjs: 'text/javascript', js: 'text/javascript' };

/**
 * H11: files with a hash in their name, packed once and kept: they never change under that name. Hundreds open the
 * same page in the same minute, over poor lines. What is not packable, or not there, is left to the next handler.
 */
export const packedAssets = (folder: string): RequestHandler => {
  const packed = new Map<string, Promise<Buffer>>();
  return async (request, response, next) => {
    const name = request.path.slice(1);
    const encoding = (['br', 'gzip'] as const).find((each) => request.acceptsEncodings(each) === each);
    if (!encoding || !packable.test(name) || (request.method !== 'GET' && request.method !== 'HEAD')) return next();
    const key = `${encoding} ${name}`;
    const making = packed.get(key) ?? readFile(join(folder, name)).then((bytes) => pack(bytes, encoding));
    packed.set(key, making);
    try {
      const bytes = await making;
      const ending = name.slice(name.lastIndexOf('.') + 1);
      response.type(types[ending] ?? ending).vary('Accept-Encoding');
      response
        .set({ 'Content-Encoding': encoding, 'Cache-Control': 'public, max-age=31536000, immutable' })
        .send(bytes);
    } catch {
      // Not there (or not any more): a name that somebody guessed must not stay in memory.
      packed.delete(key);
      next();
    }
  };
};
