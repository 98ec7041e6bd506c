import { request as sendRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeTicket } from '#identity/tickets';
import { clientFolder, now, pdf, startHttpHouse, ticketKey } from '#support/http-house';
import type { HttpHouse } from '#support/http-house';

let server: HttpHouse;
beforeAll(async () => void (server = await startHttpHouse()));
afterAll(() => server[Symbol.asyncDispose]());
const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });

describe('pages', () => {
  test.each(['/', '/j/abc', '/c/sample/p-1', '/verify', '/verify/abc'])('[H11] %s is a screen', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toBe('<!doctype html><title>Teken</title>');
  });

  test.each(['/nowhere', '/c/sample', '/j', '/verify/a/b', '/assets/none.js', '/index.html.bak'])(
    '[H2] %s is nothing: a page for a person, a problem for a program',
    async (path) => {
      const page = await get(path, { accept: 'text/html' });
      expect(page.status).toBe(404);
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
      const problem = await get(path, { accept: 'application/json' });
      expect(problem.status).toBe(404);
      expect(await problem.json()).toMatchObject({ code: 'unknown-address' });
    },
  );

  test('[H2] an unknown address of the interface is a problem, whoever asks', async () => {
    const answer = await get('/api/nowhere', { accept: 'text/html' });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect((await fetch(`${server.url}/api/session`, { method: 'DELETE' })).status).toBe(404);
  });

  test('[H11] assets with a hash are kept for ever, packed when the browser can unpack', async () => {
    for (const [accept, encoding] of [
      ['br, gzip', 'br'],
      ['gzip', 'gzip'],
    ] as const) {
      for (let n = 0; n < 2; n++) {
        const answer = await get('/assets/index-abc123.js', { 'accept-encoding': accept });
        expect(answer.headers.get('content-encoding')).toBe(encoding);
        expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
        expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
        expect(answer.headers.get('vary')).toBe('Accept-Encoding');
        expect(Number(answer.headers.get('content-length'))).toBeLessThan(200);
        expect(await answer.text()).toHaveLength(5016);
      }
    }
    const plain = await get('/assets/index-abc123.js', { 'accept-encoding': 'identity' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    const font = await get('/assets/face-abc123.woff2');
    expect(font.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(font.headers.get('content-encoding')).toBeNull();
    expect((await get('/favicon.svg')).headers.get('content-type')).toBe('image/svg+xml');
  });

  test.each([
    '/assets/../../package.json',
    '/assets/..%2f..%2findex.html',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/.hidden',
    '/..%2fpackage.json',
    '/../package.json',
    '/%00',
    '/%E0%A4',
  ])('[H11] %s leads nowhere outside', async (path) => {
    // By hand: fetch would tidy the address before sending it.
    const status = await new Promise<number | undefined>((resolve) => {
      sendRequest({ host: '127.0.0.1', port: server.port, path }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).end();
    });
    expect(status).toBe(404);
  });

  test('[H11] a client that is not built is told in a sentence; the rest works', async () => {
    await using bare = await startHttpHouse({ clientFolder: await clientFolder(false) });
    const answer = await fetch(`${bare.url}/verify`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('The pages of Teken have not been built. Run npm start.');
    expect((await fetch(`${bare.url}/healthz`)).status).toBe(200);
  });
});

describe('security headers', () => {
  test('[H1] stand on pages, problems and documents alike', async () => {
    for (const path of ['/', '/api/nowhere', '/healthz', '/authority/crl', '/assets/index-abc123.js']) {
      const { headers } = await get(path);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'self';script-src 'self' 'wasm-unsafe-eval';style-src 'self';font-src 'self';" +
          "img-src 'self' data: blob:;media-src 'self' blob:;worker-src 'self';connect-src 'self' ws://localhost:3000;" +
          "object-src 'none';frame-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'self'",
      );
      expect(headers.get('permissions-policy')).toMatch(/^camera=\(self\), microphone=\(self\)/);
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('strict-transport-security')).toBeNull();
    }
  });

  test('[H1] browsers are bound to https only with a certificate that they trust', async () => {
    await using secure = await startHttpHouse({ publicUrl: 'https://teken.example', strictTransport: true });
    const { headers } = await fetch(secure.url);
    expect(headers.get('strict-transport-security')).toBe('max-age=15552000');
    expect(headers.get('content-security-policy')).toContain("connect-src 'self' wss://teken.example;");
  });
});

const cookie = async () => {
  const who = { ceremonyId: 'sample', personId: 'p-1', deviceId: 'd', serial: 1 };
  return { cookie: `teken.sample.p-1=${await makeTicket(ticketKey, who, now)}` };
};

describe('documents', () => {
  const path = '/api/c/sample/p-1/agreements';

  test('[H7] a document comes as it stands, under its hash, and only when it changed', async () => {
    const answer = await get(`${path}/a-001/document`, await cookie());
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('cache-control')).toBe('private, no-cache');
    expect(answer.headers.get('content-disposition')).toBeNull();
    const etag = answer.headers.get('etag') ?? '';
    expect(etag).toBe(`"${'ab'.repeat(32)}"`);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(pdf);
    const again = await get(`${path}/a-001/document`, { ...(await cookie()), 'if-none-match': etag });
    expect(again.status).toBe(304);
  });

  test('[H7] it is taken home under a name', async () => {
    const answer = await get(`${path}/a-001/document?download=1`, await cookie());
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="Perjanjian 001 ? CONTOH.pdf"; filename*=UTF-8''Perjanjian%20001%20%E2%80%93%20CONTOH.pdf`,
    );
    expect(answer.headers.get('content-type')).toBe('application/pdf');
  });

  test('[H7] a prepared revision comes as bytes that nobody keeps', async () => {
    const answer = await get(`${path}/a-001/prepared`, await cookie());
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(Uint8Array.of(1, 2, 3));
  });

  test('[H4][H7] without a ticket, or of no agreement, there is a problem', async () => {
    expect((await get(`${path}/a-001/document`)).status).toBe(401);
    expect((await get(`${path}/a-001/prepared`)).status).toBe(401);
    expect((await get(`${path}/a-999/document`, await cookie())).status).toBe(404);
    expect((await get(`${path}/A_1/document`, await cookie())).status).toBe(404);
    expect(await (await get(`${path}/a-999/prepared`, await cookie())).json()).toMatchObject({
      code: 'nothing-prepared',
    });
  });
});

describe('authority and health', () => {
  test('[H9] certificates and revocation list are open to all', async () => {
    expect(await (await get('/authority/root.pem')).text()).toBe('ROOT');
    expect(await (await get('/authority/issuing.pem')).text()).toBe('ISSUING');
    const list = await get('/authority/crl');
    expect(list.headers.get('content-type')).toBe('application/pkix-crl');
    expect(new Uint8Array(await list.arrayBuffer())).toEqual(Uint8Array.of(0x30, 0));
    const rootList = await get('/authority/root-crl');
    expect(rootList.headers.get('content-type')).toBe('application/pkix-crl');
    expect(new Uint8Array(await rootList.arrayBuffer())).toEqual(Uint8Array.of(0x30, 2));
    expect(await (await get('/authority/rehearsal/root.pem')).text()).toBe('GLADI ROOT');
    expect(await (await get('/authority/rehearsal/issuing.pem')).text()).toBe('GLADI ISSUING');
    const rehearsed = await (await get('/authority/rehearsal/crl')).arrayBuffer();
    expect(new Uint8Array(rehearsed)).toEqual(Uint8Array.of(0x30, 1));
  });

  test('[H9] a list that cannot be signed is a fault of that request only', async () => {
    let asked = 0;
    const crl = async () => {
      asked += 1;
      if (asked === 1) throw new Error('no key');
      return Uint8Array.of(asked);
    };
    await using faulty = await startHttpHouse(
      {},
      {
        authority: {
          rootPem: 'ROOT',
          issuingPem: 'ISSUING',
          crl,
          rootCrl: crl,
          rehearsal: { rootPem: '', issuingPem: '', crl, rootCrl: crl },
        },
      },
    );
    const ask = async () => fetch(`${faulty.url}/authority/crl`);
    expect((await ask()).status).toBe(500);
    expect((await ask()).status).toBe(200);
  });

  test('[H10] [H12] health is 200 while working; stopping, it is 503 and so is /api', async () => {
    const answer = await get('/healthz');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'ok', connected: 0 });
    await using stopping = await startHttpHouse({}, { health: () => ({ status: 'stopping' }) });
    expect((await fetch(`${stopping.url}/healthz`)).status).toBe(503);
    const refused = await fetch(`${stopping.url}/api/verify/${'A'.repeat(22)}`);
    expect([refused.status, await refused.json()]).toMatchObject([503, { code: 'stopping' }]);
  });
});
