import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { AgreementFacts } from '#contract/agreement-facts';
import { renderAgreement } from '#documents/render-agreement';
import type { RenderedPdf } from '#documents/render-pages';
import { loadTemplate } from '#documents/template';

const run = promisify(execFile);

export const TEMPLATE_FOLDER = fileURLToPath(new URL('../../templates/partnership-agreement', import.meta.url));
export const template = await loadTemplate(TEMPLATE_FOLDER);
export const sample: AgreementFacts = template.sample;

export const render = (facts: AgreementFacts): Promise<RenderedPdf> =>
  renderAgreement(facts, { template, at: new Date('2021-01-18T01:30:00Z'), documentId: new Uint8Array(16).fill(0x5a) });

/** Runs a tool on the bytes as a file; rejects when the tool does. */
export async function runOn(bytes: Uint8Array, tool: string, args: (file: string) => string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'teken-document-'));
  try {
    const file = join(folder, 'document.pdf');
    await writeFile(file, bytes);
    return (await run(tool, args(file), { maxBuffer: 32 * 1024 * 1024 })).stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The text of each page, with white space made single. */
export async function pageTexts(bytes: Uint8Array): Promise<string[]> {
  const text = await runOn(bytes, 'pdftotext', (file) => [file, '-']);
  return text
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replace(/\s+/g, ' '));
}

export const allText = async (bytes: Uint8Array): Promise<string> => (await pageTexts(bytes)).join(' ');
