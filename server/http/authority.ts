import { Router } from 'express';
import type { AuthorityPort } from './ports.ts';

/** H9: what outside validators need, open to all: both certificates (RFC 8555 §9.1's type) and the revocation list. */
export const authority = (ours: AuthorityPort): Router => {
  const router = Router();
  const certificate = (pem: string, name: string) =>
    router.get(`/${name}`, (_request, response) => {
      response.set('Cache-Control', 'public, max-age=3600').attachment(name).type('application/pem-certificate-chain');
      response.send(pem);
    });
  certificate(ours.rootPem, 'root.pem');
  certificate(ours.issuingPem, 'issuing.pem');
  router.get('/crl', async (_request, response) => {
    const list = await ours.crl();
    // RFC 2585 §4.2
    response.set('Cache-Control', 'public, max-age=300').type('application/pkix-crl').send(Buffer.from(list));
  });
  return router;
};
