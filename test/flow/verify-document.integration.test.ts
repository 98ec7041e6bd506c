import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRefusal } from '#contract/refusal';
import type { VerificationView } from '#contract/views/verification';
import { certificateRequest, sign as signByKey } from '#client/signing/request.ts';
import { renderAgreement } from '#documents/render-agreement';
import { loadTemplate } from '#documents/template';
import { certify, seal, type LocalSigner } from '#signing/certify';
import { databaseFile } from '#store/database';
import { identify } from '#support/entitled';
import { arrive, type Guest } from '#support/guest';
import { openHouse, type House } from '#support/house';
import { openTimeStampAuthority } from '#support/time-stamp-authority';
import { openSigning, readyToSign } from '#support/signed-agreement';
import { tamperDocument } from '#support/sqlite-place';
import { signablePdf } from '#support/signable-pdf';

const run = promisify(execFile);
const PARTNERSHIP = fileURLToPath(new URL('../../templates/partnership-agreement', import.meta.url));

let house: House;
let legal: Guest;
let director: Guest;
let company: Guest;
/** a1 at every state, the last one sealed. */
const states: Uint8Array<ArrayBuffer>[] = [];

const documentOf = async (guest: Guest): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await (await guest.get('/agreements/a1/document')).arrayBuffer());

beforeAll(async () => {
  house = await openHouse();
  const come = (personId: string): Promise<Guest> => arrive(house, house.link(personId));
  const protocol = await come('protocol');
  [legal, director, company] = [await come('legal'), await come('director'), await come('s-c1')];
  const [minister, umkm] = [await come('minister'), await come('s-u1')];
  await legal.must('agreement:make-ready', { agreementId: 'a1' });
  await director.must('ceremony:open', {});
  await identify(protocol, minister, company, umkm);
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  states.push(await documentOf(legal));
  for (const person of [company, umkm, minister]) {
    await person.consent('a1');
    expect(await person.sign('a1')).toMatchObject({ ok: true });
    states.push(await documentOf(legal));
  }
  await legal.until('board', ({ rows }) => rows['a1']?.state === 'sealed');
  states.push(await documentOf(legal));
});
afterAll(() => house[Symbol.asyncDispose]());

const post = (bytes: Uint8Array<ArrayBuffer>, query = ''): Promise<Response> =>
  fetch(`${house.url}/api/verify${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/pdf', origin: house.url },
    body: bytes,
  });
const verify = async (bytes: Uint8Array<ArrayBuffer>): Promise<VerificationView> =>
  (await (await post(bytes)).json()) as VerificationView;

const inPlace = async <Result>(
  files: { readonly [name: string]: Uint8Array | string },
  work: (dir: string) => Promise<Result>,
) => {
  const dir = await mkdtemp(join(tmpdir(), 'teken-verified-'));
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(dir, name), content);
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};

test('[H13] [H51] intact and issued by the ledger; every signature has its legal kind', async () => {
  const found = await verify(states.at(-1)!);
  expect(found).toMatchObject({
    verdict: 'valid',
    issued: true,
    level: 'B-LTA',
    timeAttestedBy: 'organiser',
    document: {
      kind: 'agreement',
      number: '001',
      template: expect.stringMatching(/^\S+@\S+$/),
      sample: true,
      earlier: null,
      ledger: { ceremonyId: 'small', under: 'current' },
      standing: { state: 'sealed' },
    },
  });
  expect(found.signatures.map(({ legal: { kind } }) => kind)).toEqual(found.signatures.map(() => 'uncertified'));
  expect(found.signatures.at(-1)?.seals).toBe(true);
});

test('[H13] by our authority alone, and not in the ledger, is not enough', async () => {
  const foreign = await certify(
    { bytes: await signablePdf() },
    {
      signer: house.authority.sealSigner,
      field: 'certification',
      at: new Date(),
      name: 'Lembaga Contoh',
      reason: 'Contoh',
      appearance: null,
    },
  );
  if (isRefusal(foreign)) throw new Error(foreign.refused.detail);
  const found = await verify(new Uint8Array(foreign.bytes));
  expect(found).toMatchObject({ verdict: 'indeterminate', issued: false, document: { kind: null, ledger: null } });
  expect(found.problems.some((problem) => problem.startsWith('not-in-ledger: '))).toBe(true);
});

test.each([
  ['a line feed after its end', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('\n')])],
  [
    'the digits of its last signature in capitals',
    (bytes: Buffer) => {
      const copy = Buffer.from(bytes);
      const from = copy.lastIndexOf('/Contents <') + 11;
      copy.write(copy.toString('latin1', from, from + 2000).toUpperCase(), from, 'latin1');
      return copy;
    },
  ],
])('[H13] what no signature can see, %s, the ledger does', async (_, change) => {
  const found = await verify(Uint8Array.from(change(Buffer.from(states.at(-1)!))));
  expect(found.signatures.every(({ valid }) => valid)).toBe(true);
  expect(found).toMatchObject({ verdict: 'indeterminate', issued: false });
  expect(found.problems.some((problem) => problem.startsWith('not-in-ledger: '))).toBe(true);
});

test('[F23] every earlier state is told as one, with what came next and where the latest is', async () => {
  const latest = await verify(states.at(-1)!);
  const found = await Promise.all(states.slice(0, -1).map(verify));
  expect(found.map(({ verdict, document }) => [verdict, document.earlier?.before, document.earlier?.signed])).toEqual([
    ['valid', 'signature', 0],
    ['valid', 'signature', 1],
    ['valid', 'signature', 2],
    ['valid', 'seal', 3],
  ]);
  for (const { document } of found) {
    expect(document.earlier?.latest.sha256).toBe(latest.document.sha256);
    const code = document.earlier?.verifyUrl.split('/').at(-1);
    const by = (await (await fetch(`${house.url}/api/verify/${code}`)).json()) as VerificationView;
    expect(by.document.sha256).toBe(latest.document.sha256);
  }
  // Each at the event that named it.
  expect(new Set(found.map(({ document }) => document.ledger?.position)).size).toBe(4);
});

/** As a third party does it, with the command alone. */
const check = async (given: unknown): Promise<string> =>
  inPlace({ 'proof.json': JSON.stringify(given) }, async (dir) => {
    const args = ['server/cli/ledger.ts', 'check-proof', join(dir, 'proof.json')];
    return (await run(process.execPath, args).catch((error: { stdout: string }) => error)).stdout;
  });

test('[F22] the place in the ledger is proved, and others check it without this house', async () => {
  const { document } = await verify(states.at(-1)!);
  const proof = document.ledger?.proof;
  expect(proof?.root).toBe(await house.store.root('small', proof?.upTo ?? 0));
  const events = await house.store.read('small', (proof?.position ?? 1) - 1, 1);
  expect(events[0]).toMatchObject({ type: 'agreement-sealed', hash: proof?.hash });
  expect(events[0]?.data['sha256']).toBe(document.sha256);
  expect(await check(proof)).toContain('It holds.');
  expect(await check({ ...proof, hash: 'ab'.repeat(32) })).toContain('It does not hold');
});

test('[F21] an extract that the organiser drew up is told as such; the same by another key is not', async () => {
  const extract = new Uint8Array(await (await company.get('/agreements/a1/completion')).arrayBuffer());
  expect(await verify(extract)).toMatchObject({
    verdict: 'valid',
    issued: false,
    problems: [],
    document: { kind: 'extract', ledger: null, standing: null },
  });
  const issued = house.authority.rehearsal.sealSigner;
  const other = await certify(
    { bytes: await signablePdf() },
    {
      signer: issued,
      field: 'certification',
      at: new Date(),
      name: 'Lembaga Contoh',
      reason: 'Menyegel petikan jurnal ini',
      appearance: null,
    },
  );
  if (isRefusal(other)) throw new Error(other.refused.detail);
  expect(await verify(new Uint8Array(other.bytes))).toMatchObject({
    verdict: 'indeterminate',
    document: { rehearsal: true },
  });
  extract[3000] = (extract[3000] ?? 0) ^ 1;
  expect((await verify(extract)).document.kind).toBeNull();
});

test('[F48] what a person certifies or seals with their own certificate is not called the organiser’s', async () => {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const at = new Date();
  const issued = await house.authority.issue({
    csr: await certificateRequest(keys),
    name: 'Tamu Contoh',
    role: 'Direktur',
    organisation: 'PT Contoh',
    personId: 's-c1',
    deviceId: 'd',
    now: at,
  });
  if (isRefusal(issued)) throw new Error(issued.refused.detail);
  const person: LocalSigner = {
    ...issued,
    sign: async (message) => signByKey(keys.privateKey, Uint8Array.from(message)),
  };
  const words = { at, name: 'Lembaga Contoh', reason: 'Naskah siap ditandatangani', appearance: null };
  const template = await loadTemplate(PARTNERSHIP);
  const { bytes } = await renderAgreement(template.sample, { template, at, documentId: new Uint8Array(16) });
  const shownOf = async (certifier: LocalSigner, sealer: LocalSigner) => {
    const certified = await certify({ bytes }, { ...words, signer: certifier, field: 'certification' });
    if (isRefusal(certified)) throw new Error(certified.refused.detail);
    const sealed = await seal(certified.bytes, { ...words, signer: sealer, field: 'seal-1' });
    if (isRefusal(sealed)) throw new Error(sealed.refused.detail);
    const found = await verify(Uint8Array.from(Buffer.concat([certified.bytes, sealed.segment])));
    expect(found).toMatchObject({ verdict: 'indeterminate', issued: false });
    return found.signatures.map(({ valid, certifies, seals }) => [valid, certifies, seals]);
  };
  const { certificationSigner, sealSigner } = house.authority;
  expect(await shownOf(person, person)).toEqual([
    [true, false, false],
    [true, false, false],
  ]);
  expect(await shownOf(certificationSigner, sealSigner)).toEqual([
    [true, true, false],
    [true, false, true],
  ]);
});

test('[F24] [H50] a report is had as JSON and as a PDF under the organiser’s seal, in both languages', async () => {
  const file = states.at(-1)!;
  const json = await post(file, '?report=json');
  expect(json.headers.get('content-disposition')).toMatch(/pemeriksaan-[0-9a-f]{16}\.json/);
  const told = (await json.json()) as VerificationView;
  const view = await verify(file);
  expect({ ...told, checkedAt: view.checkedAt, signatures: [] }).toEqual({ ...view, signatures: [] });
  expect(told).toMatchObject({ format: 'teken-verification/1', checkedWith: expect.stringMatching(/^Teken \d/) });
  const pdf = await post(file, '?report=pdf');
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  const report = new Uint8Array(await pdf.arrayBuffer());
  const text = await inPlace({ 'report.pdf': report }, async (dir) => {
    const path = join(dir, 'report.pdf');
    expect((await run('pdfsig', ['-nocert', path])).stdout).toContain('Signature is Valid');
    return (await run('pdftotext', ['-layout', path, '-'])).stdout.replace(/\s+/g, ' ');
  });
  expect(text.replaceAll(' ', '')).toContain(view.document.sha256);
  for (const words of [
    'Laporan Pemeriksaan Dokumen',
    'Report of Document Verification',
    'dinyatakan oleh penyelenggara saja',
    'attested by the organiser only',
    'Nama s-c1',
    'tidak tersertifikasi',
    'nor whether it is valid in law',
  ])
    expect(text).toContain(words);
  // Given again, it is known for what it is.
  expect(await verify(report)).toMatchObject({ verdict: 'valid', issued: false, document: { kind: 'report' } });
  expect((await post(file, '?report=docx')).status).toBe(404);
  const code = (await company.agreement('a1')).verifyUrl.split('/').at(-1);
  expect((await fetch(`${house.url}/api/verify/${code}?report=pdf`)).headers.get('content-type')).toBe(
    'application/pdf',
  );
});

test('[F45] what the store holds otherwise than the ledger names is nobody’s document, by its code or by its place', async () => {
  const code = (await company.agreement('a1')).verifyUrl.split('/').at(-1);
  const byCode = async (): Promise<VerificationView> =>
    (await (await fetch(`${house.url}/api/verify/${code}`)).json()) as VerificationView;
  const putBack = tamperDocument(databaseFile(house.dataDir), 'agreement/a1');
  expect(await byCode()).toMatchObject({ verdict: 'invalid', issued: false, document: { kind: null, ledger: null } });
  expect((await legal.get('/agreements/a1/document')).status).toBe(500);
  putBack();
  expect(await byCode()).toMatchObject({ verdict: 'valid', issued: true, document: { number: '001' } });
  expect((await legal.get('/agreements/a1/document')).status).toBe(200);
});

test('[F22] the scan of what was signed on paper is known by its hash, and so is the document that it stands for', async () => {
  const scan = new Uint8Array(await signablePdf());
  await legal.must('agreement:make-ready', { agreementId: 'a2' });
  const unsigned = new Uint8Array(await (await legal.get('/agreements/a2/document')).arrayBuffer());
  const { sha256 } = (await (await legal.send('/agreements/a2/paper', scan)).json()) as { sha256: string };
  await legal.must('agreement:sign-on-paper', { agreementId: 'a2', sha256, signedOn: '2021-01-18' });
  expect(await verify(scan)).toMatchObject({
    verdict: 'indeterminate',
    issued: true,
    document: { kind: 'paper', number: '002', ledger: { ceremonyId: 'small' }, standing: { state: 'paper' } },
  });
  expect(await verify(unsigned)).toMatchObject({
    verdict: 'valid',
    document: { kind: 'agreement', standing: { state: 'paper', paperSha256: sha256 } },
  });
});

test('[F45] a scan that was changed in the store is given to nobody as the one that was taken in', async () => {
  const putBack = tamperDocument(databaseFile(house.dataDir), 'paper/a2');
  expect((await legal.get('/agreements/a2/paper')).status).toBe(500);
  putBack();
  expect((await legal.get('/agreements/a2/paper')).status).toBe(200);
});

test('[F22] once the record is fixed, the proof leads to the root in the minutes', async () => {
  await legal.must('agreement:void', { agreementId: 'a1', reason: 'Contoh' });
  expect((await verify(states.at(-1)!)).document.standing?.state).toBe('voided');
  await director.must('session:close', { wave: 1 });
  await director.until('record', ({ checkpoints }) => checkpoints.length > 0);
  const atWave = await verify(states.at(-1)!);
  expect(atWave.document.ledger?.under).toBe('checkpoint');
  await director.must('ceremony:close', {});
  await director.until('record', ({ fixed }) => fixed !== null);
  const { document } = await verify(states.at(-1)!);
  const receipt = (await (await fetch(`${house.url}/api/record/small`)).json()) as { root: string; upTo: number };
  expect(document.ledger).toMatchObject({ under: 'fixed', proof: { root: receipt.root, upTo: receipt.upTo } });
  const minutes = new Uint8Array(await (await director.get('/minutes')).arrayBuffer());
  expect(await verify(minutes), 'minutes').toMatchObject({
    verdict: 'valid',
    document: { kind: 'minutes', number: null, ledger: { under: 'current' } },
  });
});

test('[H51] the word of a time-stamp authority counts only under a root that the house was given', async () => {
  await using authority = await openTimeStampAuthority('ec', () => new Date());
  const attested = async (roots: readonly string[]): Promise<VerificationView> => {
    await using other = await openHouse({ tsa: { urls: [authority.url], timeoutMs: 5_000, roots } });
    const officers = await openSigning(other);
    const signer = await readyToSign(other, officers.protocol, 's-c1');
    await officers.director.must('ceremony:go-live', {});
    await officers.director.must('session:open', { wave: 1 });
    expect(await signer.sign('a1')).toMatchObject({ ok: true });
    const body = await documentOf(signer);
    const headers = { 'content-type': 'application/pdf', origin: other.url };
    return (await (
      await fetch(`${other.url}/api/verify`, { method: 'POST', headers, body })
    ).json()) as VerificationView;
  };
  expect(await attested([authority.rootPem])).toMatchObject({
    verdict: 'valid',
    timeAttestedBy: 'external',
    signatures: [{ attestedByName: 'Contoh ec', legal: { kind: 'uncertified' } }, { attestedBy: 'external' }],
  });
  // Under no root of theirs their word is not taken; the organiser's own stands for it, and is named.
  expect(await attested([])).toMatchObject({ verdict: 'valid', timeAttestedBy: 'organiser' });
});
