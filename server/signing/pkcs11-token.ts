import { execFile } from 'node:child_process';
import { StartFault, systemCode } from '#platform/start-fault';

/** A token or HSM, and how it is reached. */
export type TokenPlace = {
  /** PKCS#11 library, a file. */
  readonly module: string;
  /** Label of the token. */
  readonly token: string;
  readonly pin: string;
  /** For the library, which may need settings of its own. */
  readonly environment: { readonly [name: string]: string | undefined };
};

/** What a token does not do now, as a sentence: at a start it ends the start, later it is told and tried again. */
export class TokenFault extends StartFault {
  readonly code = 'token-unusable';
}

export type Token = {
  readonly name: string;
  /**
   * One run of OpenSC's `pkcs11-tool` with these words: what it writes to standard output. `who` is the subject of the
   * sentence that a TokenFault has. Runs come one after the other, whoever asks.
   */
  readonly run: (who: string, words: readonly string[], input?: Uint8Array) => Promise<Buffer>;
};

/** The words that open the token for its user. */
export const LOGIN = ['--login', '--pin', 'env:TEKEN_PKCS11_PIN'] as const;

/** In milliseconds: a token that hangs holds up those who wait now, and nobody who comes later. */
const TIMEOUT = 10_000;

/** S115: one of each token in a process, since libraries of tokens do not stand two processes at once. */
export function openToken(place: TokenPlace, timeout = TIMEOUT): Token {
  let last: Promise<unknown> = Promise.resolve();
  let silences = 0;
  let isPinRefused = false;
  return {
    name: place.token,
    run: (who, words, input) => {
      const before = silences;
      const mine = last.then(async () => {
        if (silences !== before) throw new TokenFault(`${who} was not asked: the token did not answer others.`);
        if (isPinRefused) throw new TokenFault(`${who} is not asked again, since wrong PINs would lock the token.`);
        try {
          return await runTool(place, words, timeout, input);
        } catch (cause) {
          const { reason, kind } = reasonOf(cause, timeout);
          if (kind === 'silent') silences += 1;
          if (kind === 'pin') isPinRefused = true;
          throw new TokenFault(`${who} ${reason}.`, { cause });
        }
      });
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

/** What the tool wrote to standard error goes with the fault. */
class ToolFailed extends Error {
  readonly said: string;
  readonly isSilent: boolean;

  constructor(error: Error & { readonly killed?: boolean | undefined }, said: string) {
    super('pkcs11-tool failed', { cause: error });
    this.said = said;
    this.isSilent = error.killed === true;
  }
}

const runTool = (
  { module, token, pin, environment }: TokenPlace,
  words: readonly string[],
  timeout: number,
  input?: Uint8Array,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    // The PIN goes by the environment: words of a command can be seen by every user of the machine.
    const env = { ...environment, TEKEN_PKCS11_PIN: pin };
    const child = execFile(
      'pkcs11-tool',
      ['--module', module, '--token-label', token, ...words],
      { env, encoding: 'buffer', timeout, killSignal: 'SIGKILL', maxBuffer: 1 << 20 },
      (error, stdout, stderr) => {
        if (error) reject(new ToolFailed(error, stderr.toString()));
        else resolve(stdout);
      },
    );
    // A tool that ended before it read anything has said why.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });

type Reason = { readonly reason: string; readonly kind: 'pin' | 'silent' | 'other' };

const REASONS: readonly (readonly [RegExp, string, Reason['kind']])[] = [
  [/CKR_PIN_(INCORRECT|LEN_RANGE|INVALID)/, 'does not open with the PIN of PKCS11_PIN_FILE', 'pin'],
  [/CKR_PIN_LOCKED/, 'is locked after too many wrong PINs', 'pin'],
  [/Failed to load pkcs11 module/, 'cannot be reached: PKCS11_MODULE is no PKCS#11 library', 'other'],
  [/No slot with token named/, 'is not there: no such token', 'other'],
  // OpenSC 0.23, of any curve but P-256.
  [/cannot create EVP_PKEY/, 'has a public key that this pkcs11-tool cannot read; make a P-256 key', 'other'],
  [/Private key not found/, 'has no private key beside its certificate', 'other'],
];

const reasonOf = (error: unknown, timeout: number): Reason => {
  if (!(error instanceof ToolFailed)) throw error;
  if (systemCode(error.cause) === 'ENOENT')
    return { reason: "needs the program pkcs11-tool (Debian's opensc), which is not here", kind: 'other' };
  if (error.isSilent) return { reason: `did not answer within ${timeout / 1000} seconds`, kind: 'silent' };
  const known = REASONS.find(([words]) => words.test(error.said));
  if (known) return { reason: known[1], kind: known[2] };
  const lines = error.said.trim().split('\n');
  const last = lines.find((line) => /error|CKR_/.test(line)) ?? 'pkcs11-tool failed';
  return { reason: `cannot be used (${last.trim().replace(/\.$/, '')})`, kind: 'other' };
};
