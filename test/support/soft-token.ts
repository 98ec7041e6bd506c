import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TokenPlace } from '#signing/pkcs11-token';

/** SoftHSM2, as Debian has it. */
const MODULE = '/usr/lib/softhsm/libsofthsm2.so';
/** `npm test` installs both where it may. */
export const hasSoftToken = existsSync(MODULE) && existsSync('/usr/bin/pkcs11-tool');

type Ran = { readonly stdout: string; readonly stderr: string };

/** A token of its own in a folder of its own. */
export type SoftToken = AsyncDisposable & {
  readonly folder: string;
  readonly place: TokenPlace;
  /** The settings that name it, but for the labels of its keys. */
  readonly settings: Readonly<Record<string, string>>;
  /** In the folder, with the token's environment. */
  readonly run: (program: string, ...words: string[]) => Promise<Ran>;
  readonly tool: (...words: string[]) => Promise<Ran>;
  /** As if somebody had pulled it out, and put it back. */
  readonly pullOut: () => Promise<void>;
  readonly putBack: () => Promise<void>;
};

const PIN = '604913';

export const openSoftToken = async (label: string): Promise<SoftToken> => {
  const folder = await mkdtemp(join(tmpdir(), 'teken-token-'));
  const [tokens, away, pinFile, settings] = ['tokens', 'away', 'pin', 'softhsm2.conf'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  await mkdir(tokens);
  await writeFile(settings, `directories.tokendir = ${tokens}\n`);
  await writeFile(pinFile, `${PIN}\n`, { mode: 0o600 });
  const environment = { ...process.env, SOFTHSM2_CONF: settings };
  const run = (program: string, ...words: string[]): Promise<Ran> =>
    promisify(execFile)(program, words, { cwd: folder, env: environment });
  await run('softhsm2-util', '--init-token', '--free', '--label', label, '--pin', PIN, '--so-pin', '567890');
  return {
    folder,
    place: { module: MODULE, token: label, pin: PIN, environment },
    settings: {
      SOFTHSM2_CONF: settings,
      PKCS11_MODULE: MODULE,
      PKCS11_TOKEN: label,
      PKCS11_PIN_FILE: pinFile,
    },
    run,
    tool: (...words) =>
      run('pkcs11-tool', '--module', MODULE, '--token-label', label, '--login', '--pin', PIN, ...words),
    pullOut: async () => {
      await rename(tokens, away);
      await mkdir(tokens);
    },
    putBack: async () => {
      await rm(tokens, { recursive: true });
      await rename(away, tokens);
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
};
