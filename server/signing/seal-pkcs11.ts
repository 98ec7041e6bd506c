import { execFile } from 'node:child_process';
import { createHash, createVerify, X509Certificate } from 'node:crypto';
import { systemCode } from '#platform/start-fault';
import { checkSeal, sealFault, type BroughtSeal } from './brought-seal.ts';

/** A seal whose key never leaves a token or HSM. */
export type SealToken = {
  /** PKCS#11 library, a file. */
  readonly module: string;
  /** Label of the token. */
  readonly token: string;
  /** Label of key and certificate on it. */
  readonly key: string;
  readonly pin: string;
  /** DER or PEM of the issuers, up to the root. */
  readonly issuers: readonly Uint8Array[];
  /** For the library, which may need settings of its own. */
  readonly environment: { readonly [name: string]: string | undefined };
};

/** In milliseconds: a token that hangs holds up one signature only. */
const TIMEOUT = 10_000;
const PROVE = Buffer.from('Teken');

/**
 * S91: the seal of a token, through OpenSC's `pkcs11-tool`: a process a signature, nothing to compile. It proves itself
 * by one signature. Throws a StartFault with a sentence for whatever makes it unusable now.
 */
export async function openSealToken(seal: SealToken, now: Date): Promise<BroughtSeal> {
  const where = `"${seal.key}" on the token "${seal.token}"`;
  // One at a time: libraries of tokens do not stand two processes at once.
  let last: Promise<unknown> = Promise.resolve();
  const call = (args: readonly string[], input?: Uint8Array): Promise<Buffer> => {
    const mine = last.then(() => runTool(where, seal, args, input));
    last = mine.catch(() => undefined);
    return mine;
  };
  // The tool signs by identifier only, which key and certificate share (PKCS#11 §4.6.3).
  const id = idIn((await call(['--list-objects', '--type', 'cert'])).toString('utf8'), seal.key);
  if (id === null) throw sealFault(where, 'is not there: no certificate of this label');
  const bytes = await call(['--read-object', '--type', 'cert', '--id', id]);
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(bytes);
  } catch (cause) {
    throw sealFault(where, 'has no certificate beside its key', cause);
  }
  const all = seal.issuers.map((issuer) => new X509Certificate(issuer));
  const checked = checkSeal(where, certificate, all, now);
  const isEc = certificate.publicKey.asymmetricKeyType === 'ec';
  const sign = async (message: Uint8Array): Promise<Uint8Array> => {
    const words = ['--login', '--pin', 'env:TEKEN_PKCS11_PIN', '--sign', '--id', id, '--mechanism'];
    // A token signs a hash by itself with RSA only; with ECDSA not every one does.
    const signature = isEc
      ? await call([...words, 'ECDSA', '--signature-format', 'rs'], createHash('sha256').update(message).digest())
      : await call([...words, 'SHA256-RSA-PKCS'], message);
    return new Uint8Array(signature);
  };
  const form = isEc ? ({ dsaEncoding: 'ieee-p1363' } as const) : {};
  const proof = await sign(PROVE);
  if (
    !createVerify('sha256')
      .update(PROVE)
      .verify({ key: certificate.publicKey, ...form }, proof)
  )
    throw sealFault(where, 'has another key than its certificate');
  return { ...checked, sign };
}

/** Hex, of the first certificate with this label. */
function idIn(listing: string, label: string): string | null {
  for (const object of listing.split(/^(?=\S)/m)) {
    const [, name] = /^ +label: +(.*)$/m.exec(object) ?? [];
    const [, id] = /^ +ID: +([0-9a-f]+)$/m.exec(object) ?? [];
    if (name === label && id !== undefined) return id;
  }
  return null;
}

/** What the tool writes to standard output. */
const runTool = (where: string, seal: SealToken, args: readonly string[], input?: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const words = ['--module', seal.module, '--token-label', seal.token, ...args];
    // The PIN goes by the environment: words of a command can be seen by every user of the machine.
    const env = { ...seal.environment, TEKEN_PKCS11_PIN: seal.pin };
    const child = execFile(
      'pkcs11-tool',
      words,
      { env, encoding: 'buffer', timeout: TIMEOUT, maxBuffer: 1 << 20 },
      (error, stdout, stderr) => {
        if (error) reject(sealFault(where, reasonOf(error, stderr.toString()), error));
        else resolve(stdout);
      },
    );
    // A tool that ended before it read anything has said why.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });

const reasonOf = (error: Error, said: string): string => {
  if (systemCode(error) === 'ENOENT') return "needs the program pkcs11-tool (Debian's opensc), which is not here";
  if (/CKR_PIN_(INCORRECT|LEN_RANGE|INVALID)/.test(said)) return 'does not open with the PIN of PKCS11_PIN_FILE';
  if (/CKR_PIN_LOCKED/.test(said)) return 'is locked after too many wrong PINs';
  if (/Failed to load pkcs11 module/.test(said)) return 'cannot be reached: PKCS11_MODULE is no PKCS#11 library';
  if (/No slot with token named/.test(said)) return 'is not there: no such token';
  if (/Private key not found/.test(said)) return 'has no private key beside its certificate';
  const last =
    said
      .trim()
      .split('\n')
      .find((line) => /error|CKR_/.test(line)) ?? 'pkcs11-tool failed';
  return `cannot be used (${last.trim().replace(/\.$/, '')})`;
};
