import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readDer, readMembers, type DerElement } from '#signing/der';

// What validators of others say of a PDF. One letter for each signature in the order of signing: V valid and (where the tool
// can tell) its certificate trusted, x not, ? a kind that the tool does not judge.

const run = promisify(execFile);

export type OutsideVerdict = {
  /** Both with its look for OCSP and without, which know different troubles. */
  readonly pdfsig: string;
  /** `openssl cms -verify -cades` over each signature's ranges, with the revocation lists when there are any. */
  readonly cms: string;
  /** `openssl ts -verify` over each signature's token (- where it has none), then over each document timestamp. */
  readonly ts: string;
  readonly mutool: string;
  /** Structure only. */
  readonly qpdf: string;
};

export type OutsideValidators = AsyncDisposable & {
  readonly ask: (name: string, pdf: Uint8Array) => Promise<OutsideVerdict>;
};

/** With this root, or these, as the only ones that are trusted. `crls`: PEM of lists that cover every certificate. */
export async function openOutsideValidators(rootPem: string, crls: string | null = null): Promise<OutsideValidators> {
  const folder = await mkdtemp(join(tmpdir(), 'teken-outside-'));
  const at = (name: string): string => join(folder, name);
  await writeFile(at('root.pem'), rootPem);
  await writeFile(at('trust.pem'), `${rootPem}\n${crls ?? ''}`);
  await run('certutil', ['-N', '-d', `sql:${folder}`, '--empty-password']);
  for (const [index, one] of (rootPem.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g) ?? []).entries()) {
    await writeFile(at(`root-${index}.pem`), one);
    const file = at(`root-${index}.pem`);
    await run('certutil', ['-A', '-d', `sql:${folder}`, '-n', `root-${index}`, '-t', 'C,C,C', '-i', file]);
  }

  const pdfsig = async (file: string): Promise<string> => {
    // Without, it objects to certificates of other issuers for reasons of its own: of the house alone.
    const [asked = '', notAsked = asked] = await Promise.all(
      (crls === null ? [[]] : [[], ['-no-ocsp']]).map(async (more) => {
        const { text } = await answer('pdfsig', ...more, '-nssdir', `sql:${folder}`, file);
        const parts = text.split(/^Signature #\d+:$/m).slice(1);
        const signed = parts.filter((part) => !part.includes('The signature form field is not signed'));
        return lettersOf(signed, (part) => {
          if (part.includes('Signature has not yet been verified')) return '?';
          return part.includes('Signature is Valid.') && part.includes('Certificate is Trusted.') ? 'V' : 'x';
        });
      }),
    );
    return asked === notAsked ? asked : `${asked}, with -no-ocsp ${notAsked}`;
  };
  const cms = async (place: string, pdf: Buffer, { contents, ranges }: Signed): Promise<string> => {
    await writeFile(`${place}.der`, contents);
    await writeFile(`${place}.bin`, covered(pdf, ranges));
    const trust = ['-CAfile', at('trust.pem'), ...(crls === null ? [] : ['-crl_check_all'])];
    const input = ['-inform', 'DER', '-in', `${place}.der`, '-content', `${place}.bin`, '-out', '/dev/null'];
    const { code, text } = await answer('openssl', 'cms', '-verify', '-cades', '-binary', ...input, ...trust);
    return code === 0 && text.includes('CAdES Verification successful') ? 'V' : 'x';
  };
  const ts = async (place: string, token: Buffer, digest: Buffer): Promise<string> => {
    await writeFile(`${place}.tst`, token);
    const about = ['-token_in', '-in', `${place}.tst`, '-digest', digest.toString('hex')];
    const { code, text } = await answer('openssl', 'ts', '-verify', ...about, '-CAfile', at('root.pem'));
    return code === 0 && text.includes('Verification: OK') ? 'V' : 'x';
  };

  let asked = 0;
  return {
    ask: async (name, bytes) => {
      const pdf = Buffer.from(bytes);
      const base = at(`${(asked += 1)}-${name.replaceAll(/[^\w]+/g, '-')}`);
      const file = `${base}.pdf`;
      await writeFile(file, pdf);
      const all = signaturesIn(pdf);
      const signatures = all.filter(({ isTimestamp }) => !isTimestamp);
      const ofSignature = async (each: Signed, index: number): Promise<readonly [string, string]> => {
        const inside = tokenIn(each.contents);
        const place = `${base}-${index}`;
        return [await cms(place, pdf, each), inside ? await ts(place, inside.token, sha256(inside.value)) : '-'];
      };
      const ofTimestamp = ({ contents, ranges }: Signed, index: number): Promise<string> =>
        ts(`${base}-archive-${index}`, contents, sha256(covered(pdf, ranges)));
      const [letters, archive, ...rest] = await Promise.all([
        inTurn(signatures, ofSignature),
        inTurn(
          all.filter(({ isTimestamp }) => isTimestamp),
          ofTimestamp,
        ),
        pdfsig(file),
        mutool(file),
        qpdf(file),
      ]);
      return {
        pdfsig: rest[0],
        cms: letters.map(([letter]) => letter).join(''),
        ts: [...letters.map(([, letter]) => letter), ...archive].join(''),
        mutool: rest[1],
        qpdf: rest[2],
      };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

/** One after the other: the machine has other work. */
async function inTurn<Of, Answer>(
  all: readonly Of[],
  ask: (one: Of, index: number) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const [index, one] of all.entries()) answers.push(await ask(one, index));
  return answers;
}

async function mutool(file: string): Promise<string> {
  const { text } = await answer('mutool', 'sign', '-v', file);
  const parts = text.split(/^Verifying signature \d+:$/m).slice(1);
  // It takes a document timestamp for no signature at all, and a field that waits for one likewise.
  return lettersOf(
    parts.filter((part) => !part.includes('Signature is not signed')),
    (part) => (/The signature is valid but|unchanged since signing/.test(part) ? 'V' : 'x'),
  );
}

async function qpdf(file: string): Promise<string> {
  const { code, text } = await answer('qpdf', '--check', file);
  return code === 0 && text.includes('No syntax or stream encoding errors found') ? 'sound' : text;
}

async function answer(program: string, ...args: string[]): Promise<{ readonly code: number; readonly text: string }> {
  try {
    const { stdout, stderr } = await run(program, args, { env: { PATH: process.env['PATH'], LC_ALL: 'C' } });
    return { code: 0, text: stdout + stderr };
  } catch (problem) {
    if (!(problem instanceof Error) || !('code' in problem) || typeof problem.code !== 'number') throw problem;
    const { stdout, stderr } = problem as Error & { stdout?: string; stderr?: string };
    return { code: problem.code, text: `${stdout}${stderr}` };
  }
}

export type Signed = {
  /** The DER in /Contents, without what is left of its place. */
  readonly contents: Buffer;
  readonly ranges: readonly [number, number, number, number];
  readonly isTimestamp: boolean;
};

/** Every signature and document timestamp, in the order of signing. */
export const signaturesIn = (pdf: Buffer): Signed[] =>
  [...pdf.toString('latin1').matchAll(/\/SubFilter \/([\w.]+)\s+\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/g)].map(
    ([, filter, ...numbers]) => {
      const ranges = numbers.map(Number) as [number, number, number, number];
      const contents = Buffer.from(pdf.toString('latin1', ranges[1] + 1, ranges[2] - 1), 'hex');
      const length = 4 + contents.readUInt16BE(2);
      return { contents: contents.subarray(0, length), ranges, isTimestamp: filter === 'ETSI.RFC3161' };
    },
  );

const covered = (pdf: Buffer, [start, first, second, length]: Signed['ranges']): Buffer =>
  Buffer.concat([pdf.subarray(start, first), pdf.subarray(second, second + length)]);

/** The token in a signature's unsigned attribute, and the signature value that it is about. */
function tokenIn(cms: Buffer): { readonly token: Buffer; readonly value: Buffer } | null {
  const [, wrapped] = membersOf(readDer(cms));
  const signerInfo = membersOf(membersOf(membersOf(wrapped)[0]).at(-1))[0];
  const members = membersOf(signerInfo);
  const unsigned = members.find(({ tag }) => tag === 0xa1);
  const value = members.find(({ tag }) => tag === 0x04);
  const token = membersOf(membersOf(membersOf(unsigned)[0])[1])[0];
  return token && value ? { token: token.whole, value: value.content } : null;
}

const membersOf = (element: DerElement | null | undefined): DerElement[] => (element && readMembers(element)) ?? [];

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

const lettersOf = (parts: readonly string[], letter: (part: string) => string): string => parts.map(letter).join('');
