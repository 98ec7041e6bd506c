import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SessionView } from '#contract/views';
import type { VerificationView } from '#contract/views/verification';
import { verifiedView } from './verified-view.ts';
import { buildHttp } from '#http/build-http';
import type { HttpOptions } from '#http/build-http';
import type { HttpPorts } from '#http/ports';
import { readLink } from '#identity/links';
import { makeTicket } from '#identity/tickets';
import { openLog } from '#platform/log';
import { randomBytes } from '#platform/random';

// A house of one agreement behind the real HTTP edge, on loopback: links and tickets are the real ones.

export const now = new Date('2021-01-18T02:00:00Z');
export const linkKey = randomBytes(32);
export const ticketKey = randomBytes(32);
export const pdf = Buffer.from('%PDF-2.0\nCONTOH\n%%EOF\n');

const text = (en: string) => ({ id: en, en });
const sessionOf = (ceremonyId: string, personId: string): SessionView => ({
  ceremonyId,
  title: text('Sample'),
  organiser: 'CONTOH',
  zone: 'Asia/Jakarta',
  date: '2021-01-18',
  sample: true,
  rehearsal: false,
  person: { personId, name: 'CONTOH', role: 'signatory', position: text('x'), organisation: 'x', representing: null },
  officials: 0,
  province: null,
  noticeAccepted: false,
  admitted: false,
});
const view = (bytes: number): VerificationView => {
  const sound = verifiedView({ verdict: 'indeterminate', issued: null });
  return { ...sound, document: { ...sound.document, bytes, sample: true } };
};

const noTable = { ok: false, problem: { code: 'unknown-table', detail: 'There is none here.' } } as const;

export const house: HttpPorts = {
  tables: {
    join: async () => noTable,
    look: async () => noTable,
    sit: async () => noTable,
    leave: async () => noTable,
  },
  redeem: async ({ token, deviceId, takeover }) => {
    const link = readLink(linkKey, token);
    if (link === 'invalid') return { ok: false, problem: { code: 'link-invalid', detail: 'Not one of our links.' } };
    if (link.expiresAt <= now) return { ok: false, problem: { code: 'link-expired', detail: 'The link has expired.' } };
    if (link.serial === 99) return { ok: false, problem: { code: 'link-revoked', detail: 'The link was revoked.' } };
    if (link.serial === 2 && !takeover)
      return { ok: false, problem: { code: 'other-device', detail: 'Open on another device.' } };
    const { ceremonyId, personId, serial } = link;
    const ticket = await makeTicket(ticketKey, { ceremonyId, personId, serial, deviceId }, now);
    return { ok: true, session: sessionOf(ceremonyId, personId), ticket };
  },
  session: async ({ ceremonyId, personId }) => ({ ok: true, session: sessionOf(ceremonyId, personId) }),
  document: async (_viewer, agreementId) =>
    agreementId === 'a-001'
      ? { ok: true, bytes: pdf, sha256: 'ab'.repeat(32), fileName: 'Perjanjian 001 – CONTOH.pdf' }
      : { ok: false, problem: { code: 'unknown-agreement', detail: 'No such agreement.' } },
  bringPaper: async (_viewer, _agreementId, take) => {
    const taken = await take();
    return taken.ok ? { ok: true, sha256: createHash('sha256').update(taken.bytes).digest('hex') } : taken;
  },
  paper: async () => ({ ok: true, bytes: new Uint8Array([0xff, 0xd8, 0xff]), mediaType: 'image/jpeg' }),
  proof: async () => ({ ok: true, bytes: new TextEncoder().encode('%PDF-proof'), mediaType: 'application/pdf' }),
  preparedWave: async () => ({
    ok: true,
    bytes: new Uint8Array([0, 0, 0, 2]),
    mediaType: 'application/octet-stream',
  }),
  prepared: async (_viewer, agreementId) =>
    agreementId === 'a-001'
      ? { ok: true, bytes: Uint8Array.of(1, 2, 3) }
      : { ok: false, problem: { code: 'nothing-prepared', detail: 'Nothing is prepared.' } },
  receipt: async () => ({ ok: false, problem: { code: 'wrong-phase', detail: 'The record is not fixed.' } }),
  minutes: async () => ({ ok: false, problem: { code: 'wrong-phase', detail: 'The record is not fixed.' } }),
  drawUp: () => Promise.resolve({ ok: false, problem: { code: 'unknown-document', detail: 'There is none here.' } }),
  audit: async () => ({ ok: true, page: { entries: [], next: null } }),
  verifyFile: async (bytes) => {
    if (Buffer.from(bytes).includes('fault')) throw new Error('secret path /var/lib/teken');
    return { ok: true, view: view(bytes.length) };
  },
  verifyCode: async (code) =>
    code === 'A'.repeat(22)
      ? { ok: true, view: view(0) }
      : { ok: false, problem: { code: 'unknown-document', detail: 'No document has this code.' } },
  authority: {
    rootPem: 'ROOT',
    issuingPem: 'ISSUING',
    crl: async () => Uint8Array.of(0x30, 0),
    rootCrl: async () => Uint8Array.of(0x30, 2),
    rehearsal: {
      rootPem: 'GLADI ROOT',
      issuingPem: 'GLADI ISSUING',
      crl: async () => Uint8Array.of(0x30, 1),
      rootCrl: async () => Uint8Array.of(0x30, 3),
    },
  },
  health: () => ({ status: 'ok', connected: 0 }),
};

export type HttpHouse = AsyncDisposable & { readonly url: string; readonly port: number; readonly log: string[] };

/** A built client of one page and one script, or none. */
export const clientFolder = async (built: boolean): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'teken-client-'));
  if (!built) return folder;
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Teken</title>');
  await writeFile(join(folder, 'assets', 'index-abc123.js'), `console.log(${JSON.stringify('a'.repeat(5000))});`);
  await writeFile(join(folder, 'assets', 'face-abc123.woff2'), 'wOF2');
  await writeFile(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  return folder;
};

export const startHttpHouse = async (
  options: Partial<HttpOptions> = {},
  ports: Partial<HttpPorts> = {},
): Promise<HttpHouse> => {
  const log: string[] = [];
  const app = buildHttp(
    { ...house, ...ports },
    {
      publicUrl: 'http://localhost:3000',
      strictTransport: false,
      ticketKey,
      tableKey: ticketKey,
      linkKey,
      clientFolder: options.clientFolder ?? (await clientFolder(true)),
      clock: { now: () => now },
      log: openLog('debug', { write: (line) => log.push(line) }),
      ...options,
    },
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    log,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
};
