import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { renderAgreement } from '#documents/render-agreement';
import { loadTemplate } from '#documents/template';
import { verifyPdf } from '#signing/verify';
import { sampleFormTemplate } from '#support/sample-form';
import { signedByAll } from '#support/signed-by-all';
import { openSigningKit } from '#support/signing-kit';

test('[D68] a filled form is certified and signed by three as any other document, and others find it sound', async () => {
  // Outside validators judge by today's date.
  const now = new Date();
  await using kit = await openSigningKit(now);
  const folder = await mkdtemp(join(tmpdir(), 'teken-form-'));
  try {
    const template = await loadTemplate(await sampleFormTemplate(folder));
    const { sample } = template;
    const rendered = await renderAgreement(sample, { template, at: now, documentId: new Uint8Array(16).fill(7) });
    const fields = ['party-2', 'party-1', 'witness-1'];
    const document = await signedByAll({ kit, rendered, facts: sample, fields, shownAs: 'Ayu Putri Contoh' });
    const report = await verifyPdf(document, { roots: [kit.authority.root], now });
    if ('unreadable' in report) throw new Error(report.problem);
    expect(report).toMatchObject({ verdict: 'valid', modifiedAfterSigning: false });
    expect(report.signatures).toHaveLength(4);

    const file = join(folder, 'signed.pdf');
    await writeFile(file, document);
    await writeFile(join(folder, 'root.pem'), kit.authority.rootPem);
    const run = promisify(execFile);
    const nss = `sql:${folder}`;
    await run('certutil', ['-N', '-d', nss, '--empty-password']);
    await run('certutil', ['-A', '-d', nss, '-n', 'root', '-t', 'C,C,C', '-i', join(folder, 'root.pem')]);
    const { stdout } = await run('pdfsig', ['-nssdir', nss, file], { env: { PATH: process.env['PATH'], LC_ALL: 'C' } });
    expect(stdout.match(/Signature is Valid/g)).toHaveLength(4);
    expect(stdout.match(/Certificate is Trusted/g)).toHaveLength(4);
    const checked = await run('qpdf', ['--check', file]);
    expect(checked.stdout).toContain('No syntax or stream encoding errors');
    const { stdout: text } = await run('pdftotext', [file, '-']);
    expect(text).toContain('Ayu Putri Contoh');
  } finally {
    await rm(folder, { recursive: true });
  }
}, 30_000);
