import { execFile } from 'node:child_process';
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foreignAuthority, foreignRootList } from '#support/seal-files';
import { startServer } from '#support/server-process';
import { hasSoftToken, openSoftToken, type SoftToken } from '#support/soft-token';

type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };

const run = promisify(execFile);
const program = fileURLToPath(new URL('../../server/cli/authority.ts', import.meta.url));

describe.skipIf(!hasSoftToken)('an issuing authority on a token (needs Debian: softhsm2 and opensc)', () => {
  let soft: SoftToken;
  beforeAll(async () => {
    soft = await openSoftToken('penerbit');
  });
  afterAll(() => soft[Symbol.asyncDispose]());
  const file = (name: string): string => join(soft.folder, name);

  const authority = async (label: string, data: string, ...words: string[]): Promise<Ran> => {
    const env = { ...process.env, ...soft.settings, PKCS11_ISSUING_KEY: label };
    try {
      const ran = await run(process.execPath, [program, ...words, '--data', file(data)], { env, cwd: soft.folder });
      return { code: 0, ...ran };
    } catch (error) {
      return error as Ran;
    }
  };

  test('[I68] [I69] [I70] a request for a root that is kept elsewhere, its certificate brought along, and what is shown of it', async () => {
    await foreignAuthority(soft.folder);
    const asked = await authority('kunci', 'data', 'request', '--out', 'issuing.csr');
    expect(asked).toMatchObject({ code: 0, stdout: expect.stringMatching(/^The request is in .*issuing\.csr\./) });
    expect(await authority('kunci', 'data', 'request', '--out', 'issuing.csr')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('exists already. Nothing was overwritten'),
    });
    await writeFile(
      file('ext'),
      'basicConstraints=critical,CA:true,pathlen:0\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n',
    );
    const signer = ['-CA', 'root.pem', '-CAkey', 'root.key.pem', '-extfile', 'ext', '-days', '900', '-set_serial', '7'];
    await soft.run('openssl', 'x509', '-req', '-in', 'issuing.csr', ...signer, '-out', 'own.pem');
    const above = ['--root', 'root.pem', '--root-crl', await foreignRootList(soft.folder)];
    expect(await authority('kunci', 'data', 'adopt', ...above, '--key', 'root.key.pem')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('leave out --key'),
    });
    expect(await authority('kunci', 'data', 'adopt', ...above, '--certificate', 'own.pem')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Certificates are issued by "'),
    });
    expect(await readdir(join(file('data'), 'keys'))).not.toContain('issuing.key.pem');
    await soft.pullOut();
    const shown = await authority('kunci', 'data', 'show');
    await soft.putBack();
    expect(shown.stdout).toMatch(/^issuing: [^]*private key on a token/m);
    expect(shown.stdout).toContain('The issuing authority\'s key is on the token "penerbit" as "kunci".');
  });

  test('[S115] [S118] [S119] [S121] [S124] a server starts with the token, lives on without it, and ends its start with a sentence', async () => {
    const pinFile = soft.settings['PKCS11_PIN_FILE'] ?? '';
    const settings = { ...soft.settings, PKCS11_ISSUING_KEY: 'kunci server' };
    await chmod(pinFile, 0o644);
    await using server = await startServer(settings);
    expect(await server.ready).toBe(true);
    const address = `http://127.0.0.1:${server.port}`;
    const status = async (path: string): Promise<number> => (await fetch(`${address}${path}`)).status;
    const told = server.stderr().split('\n').filter(Boolean);
    expect(told.map((line): unknown => JSON.parse(line))).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        setting: 'PKCS11_PIN_FILE',
        file: pinFile,
        mend: `chmod 600 ${pinFile}`,
        msg: 'others may read a file with a secret',
      }),
    );
    await chmod(pinFile, 0o600);
    await soft.pullOut();
    expect(await status('/authority/crl')).toBe(503);
    expect(await status('/healthz')).toBe(200);
    await soft.putBack();
    expect(await status('/authority/crl')).toBe(200);
    const list = new Uint8Array(await (await fetch(`${address}/authority/crl`)).arrayBuffer());
    await writeFile(file('list.der'), list);
    await writeFile(file('server-issuing.pem'), await (await fetch(`${address}/authority/issuing.pem`)).text());
    const checked = await soft.run(
      'openssl',
      'crl',
      '-inform',
      'DER',
      '-in',
      'list.der',
      '-CAfile',
      'server-issuing.pem',
    );
    expect(checked.stderr).toContain('verify OK');
    server.child.kill('SIGTERM');
    expect(await server.ended()).toBe(0);

    const wrongPin = file('wrong-pin');
    await writeFile(wrongPin, '999999\n', { mode: 0o600 });
    const sentences = [
      [{ PKCS11_PIN_FILE: wrongPin }, / does not open with the PIN of PKCS11_PIN_FILE\.$/],
      [{ PKCS11_TOKEN: 'lain' }, / on the token "lain" is not there: no such token\.$/],
      [{ PKCS11_ISSUING_KEY: 'lain' }, /"lain" on the token "penerbit" is not there: no private key of this label\.$/],
    ] as const;
    let said = server.stderr() + server.stdout();
    for (const [changed, sentence] of sentences) {
      await using failing = await startServer({ ...settings, ...changed, DATA_DIR: server.dataDir });
      expect(await failing.ready).toBe(false);
      expect(await failing.ended()).toBe(1);
      expect(failing.stderr().trim()).toMatch(sentence);
      expect(failing.stderr()).not.toMatch(/^\s+at /m);
      said += failing.stderr();
    }
    expect(said).not.toContain((await readFile(pinFile, 'utf8')).trim());
  }, 60_000);
});

test.skipIf(hasSoftToken)('[I68] a token cannot be tried here: softhsm2 and opensc are not installed', () => undefined);
