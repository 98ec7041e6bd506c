import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from '#server/config';
import { openSigningKit } from '#support/signing-kit';

const folder = mkdtempSync(join(tmpdir(), 'teken-time-roots-'));
afterAll(() => rmSync(folder, { recursive: true }));
const read = (text: string | null): ReturnType<typeof readConfig> => {
  const file = join(folder, 'roots.pem');
  if (text !== null) writeFileSync(file, text);
  return readConfig({ TSA_ROOTS: text === null ? join(folder, 'nowhere') : file }, []);
};

test('roots of time-stamp authorities are read from a PEM file, or the mistake is said', async () => {
  const { authority } = await openSigningKit();
  const { rootPem } = authority;
  expect(read(`${rootPem}\n${rootPem}\n`)).toMatchObject({
    ok: true,
    config: { tsaRoots: [rootPem.trim(), rootPem.trim()] },
  });
  expect(readConfig({}, [])).toMatchObject({ ok: true, config: { tsaRoots: [] } });
  for (const text of [null, 'nothing', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])
    expect(read(text)).toMatchObject({ ok: false, problems: [expect.stringContaining('TSA_ROOTS')] });
});
