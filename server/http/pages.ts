import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Router, static as files } from 'express';
import type { RequestHandler, Response } from 'express';
import { systemCode } from '#platform/start-fault';
import { packedAssets } from './packed-assets.ts';
import { sendProblem } from './problems.ts';

/** Addresses of screens; the client's router shows the one that is meant. Everything else is not ours. */
const screens = [
  '/',
  '/j/:token',
  '/c/:ceremonyId/:personId',
  '/verify',
  '/verify/:code',
  '/t/:token',
  '/table/:ceremonyId',
];

const sendPage = (response: Response, status: number, html: string): void => {
  response.status(status).set('Cache-Control', 'no-store').type('html').send(html);
};

// Shown when the client itself cannot be: no script, no style, both languages.
const plainPage = (id: string, en: string): string =>
  `<!doctype html>\n<html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>Teken</title>\n<p>${id}</p>\n<p lang="en">${en}</p>\n</html>\n`;

const notBuilt = plainPage(
  'Halaman Teken belum dibangun. Jalankan npm start.',
  'The pages of Teken have not been built. Run npm start.',
);
const notHere = plainPage('Alamat ini tidak ada di Teken.', 'There is nothing at this address of Teken.');

/** H11: the one page of the client. Read anew each time: it is small, and names the assets of the current build. */
const screen =
  (clientFolder: string): RequestHandler =>
  async (_request, response) => {
    try {
      sendPage(response, 200, await readFile(join(clientFolder, 'index.html'), 'utf8'));
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw error;
      sendPage(response, 503, notBuilt);
    }
  };

export const pages = (clientFolder: string): Router => {
  const router = Router();
  const assets = join(clientFolder, 'assets');
  router.use('/assets', packedAssets(assets));
  router.use('/assets', files(assets, { immutable: true, maxAge: '365d', index: false, redirect: false }));
  router.get(screens, screen(clientFolder));
  router.use(files(clientFolder, { index: false, redirect: false, dotfiles: 'ignore', maxAge: 0 }));
  return router;
};

/** H2: a person who mistyped gets a page, a program a problem. */
export const nothingHere: RequestHandler = (request, response) => {
  const page =
    request.method === 'GET' && !request.path.startsWith('/api/') && request.accepts(['json', 'html']) === 'html';
  if (page) return sendPage(response, 404, notHere);
  return sendProblem(response, { code: 'unknown-address', detail: 'There is nothing at this address.' });
};
