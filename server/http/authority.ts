import { Router } from 'express';
import type { AuthorityPort } from './ports.ts';

/** H9: what outside validators need, open to all: both certificates (RFC 8555 §9.1's type) and their revocation lists. */
export const authority = (ours: AuthorityPort): Router => {
  const router = Router();
  const certificate = (pem: string, name: string) =>
    router.get(`/${name}`, (_request, response) => {
      response.set('Cache-Control', 'public, max-age=3600').attachment(name).type('application/pem-certificate-chain');
      response.send(pem);
    });
  certificate(ours.rootPem, 'root.pem');
  certificate(ours.issuingPem, 'issuing.pem');
  const list = (name: string, read: () => Promise<Uint8Array>) =>
    router.get(`/${name}`, async (_request, response) => {
      const bytes = await read();
      // RFC 2585 §4.2
      response.set('Cache-Control', 'public, max-age=300').type('application/pkix-crl').send(Buffer.from(bytes));
    });
  list('crl', () => ours.crl());
  list('root-crl', () => ours.rootCrl());
  return router;
};
