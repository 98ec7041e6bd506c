import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { sha256 } from '#client/signing/attributes.ts';
import { toHex } from '#client/signing/der.ts';
import { signRevision } from '#client/signing/sign-revision.ts';
import { drawCertificationAppearance, drawSignatureAppearance } from '#documents/appearance';
import { renderAgreement } from '#documents/render-agreement';
import { loadTemplate } from '#documents/template';
import { certify } from '#signing/certify';
import { completeSignature } from '#signing/complete';
import { fieldBox } from '#signing/field-box';
import { prepareSignature } from '#signing/prepare';
import { verifyPdf } from '#signing/verify';
import { sampleFormTemplate } from '#support/sample-form';
import { openSigningKit, unrefused } from '#support/signing-kit';

test('[D68] a filled form is certified and signed by three as any other document, and others find it sound', async () => {
  // Outside validators judge by today's date.
  const now = new Date();
  await using kit = await openSigningKit(now);
  const folder = await mkdtemp(join(tmpdir(), 'teken-form-'));
  try {
    const template = await loadTemplate(await sampleFormTemplate(folder));
    const { sample } = template;
    const rendered = await renderAgreement(sample, { template, at: now, documentId: new Uint8Array(16).fill(7) });
    const time = '18 Januari 2021 10.05 WIB';
    const certified = unrefused(
      await certify(rendered, {
        signer: kit.authority.sealSigner,
        field: 'certification',
        at: now,
        reason: 'Naskah siap ditandatangani',
        name: sample.ceremony.organiser,
        appearance: drawCertificationAppearance({
          ...unrefused(fieldBox(rendered.bytes, 'certification')),
          organiser: sample.ceremony.organiser,
          time,
          label: 'Disahkan',
        }),
      }),
    );
    let document: Uint8Array = certified.bytes;
    for (const field of ['party-2', 'party-1', 'witness-1']) {
      const signatory = await kit.signatory(`Penanda Tangan ${field}`);
      const prepared = unrefused(
        prepareSignature({
          document,
          field,
          at: now,
          reason: 'Menyetujui',
          name: signatory.name,
          appearance: drawSignatureAppearance({
            ...unrefused(fieldBox(document, field)),
            name: 'Ayu Putri Contoh',
            role: 'Direktur',
            organisation: 'PT Contoh',
            time,
            qrUrl: sample.verifyUrl,
            label: 'Ditandatangani',
            sample: true,
            rehearsal: false,
          }),
        }),
      );
      const { signature } = unrefused(
        await signRevision({
          shown: document,
          shownSha256: toHex(await sha256(document)),
          segment: prepared.segment,
          field,
          key: signatory.key,
          certificate: signatory.certificate,
        }),
      );
      const { certificate, chain } = signatory;
      const done = unrefused(
        completeSignature({ document, prepared: prepared.segment, certificate, chain, signature }),
      );
      document = Buffer.concat([document, done.segment]);
    }
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
