import { Router } from 'express';
import type { Clock } from '#platform/clock';
import type { AuthorityPort } from './ports.ts';

/** In milliseconds. */
const LIST_FOR = 60_000;

/** H9: what outside validators need, open to all: both certificates (RFC 8555 §9.1's type) and the revocation list. */
export const authority = (ours: AuthorityPort, clock: Clock): Router => {
  const router = Router();
  let kept: { readonly at: number; readonly list: Promise<Uint8Array> } | null = null;
  /** Signed anew once a minute at most: anybody may ask as often as they like, and a signature costs. */
  const currentList = (): Promise<Uint8Array> => {
    const at = clock.now().getTime();
    if (kept === null || Math.abs(at - kept.at) >= LIST_FOR) {
      const list = ours.crl();
      kept = { at, list };
      list.catch(() => (kept = null));
    }
    return kept.list;
  };
  const certificate = (pem: string, name: string) =>
    router.get(`/${name}`, (_request, response) => {
      response.set('Cache-Control', 'public, max-age=3600').attachment(name).type('application/pem-certificate-chain');
      response.send(pem);
    });
  certificate(ours.rootPem, 'root.pem');
  certificate(ours.issuingPem, 'issuing.pem');
  router.get('/crl', async (_request, response) => {
    const list = await currentList();
    // RFC 2585 §4.2
    response.set('Cache-Control', 'public, max-age=300').type('application/pkix-crl').send(Buffer.from(list));
  });
  return router;
};
