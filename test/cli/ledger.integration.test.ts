import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { restoreBackup } from '#store/restore';
import { openSqliteStore } from '#store/sqlite-store';
import { sqlitePlace, tamper } from '#support/sqlite-place';

const program = (name: string): string => fileURLToPath(new URL(`../../server/cli/${name}.ts`, import.meta.url));
const firstLight = fileURLToPath(new URL('../support/ledgers/first-light.teken', import.meta.url));

type Answer = { readonly code: number; readonly out: string; readonly err: string };
const run = (name: string, ...args: readonly string[]): Promise<Answer> =>
  new Promise((resolve) => {
    execFile(process.execPath, [program(name), ...args], (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

/** The ledger of the first release, and commands on it. */
const place = () => {
  const own = sqlitePlace();
  restoreBackup(firstLight, own.folder);
  return {
    ...own,
    file: join(own.folder, 'teken.db'),
    ledger: (...args: readonly string[]) => run('ledger', ...args, '--data', own.folder),
    [Symbol.asyncDispose]: () => own[Symbol.asyncDispose](),
  };
};
const verify = async (own: ReturnType<typeof place>) => {
  const { code, out } = await own.ledger('verify', '--json');
  return { code, ...(JSON.parse(out) as { ok: boolean; brokenAt: { ledger: string; position: number } | null }) };
};

test('[I32] verify says in exactly these words that all holds, also beside a running server', async () => {
  await using own = place();
  await using server = await openSqliteStore({ folder: own.folder });
  expect(await server.ledgers()).toHaveLength(1);
  expect(await own.ledger('verify', '--json')).toEqual({
    code: 0,
    out: '{"ok":true,"ledgers":1,"events":99,"brokenAt":null}\n',
    err: '',
  });
  expect((await own.ledger('verify')).out).toContain('All holds: ledgers 1, events 99.');
});

test('[L54] an event that was changed, even by one byte, is found', async () => {
  await using own = place();
  tamper(own.file, "UPDATE events SET data = replace(data, '001', '007') WHERE position = 20");
  expect(await verify(own)).toEqual({
    code: 1,
    ok: false,
    ledgers: 1,
    events: 19,
    brokenAt: { ledger: 'small', position: 20 },
  });
  const { code, out } = await own.ledger('verify');
  expect(code).toBe(1);
  expect(out).toMatch(/does not hold at event 20: the chain of hashes breaks/);
});

test('[L54] a byte flipped in a document is found at the event that names it, also with the segment’s own hash made to fit', async () => {
  await using own = place();
  tamper(
    own.file,
    "UPDATE segments SET bytes = CAST(bytes || 'x' AS BLOB) WHERE document = 'agreement/a1' AND idx = 1",
  );
  const broken = await verify(own);
  expect(broken).toMatchObject({ code: 1, ok: false });
  await using again = place();
  tamper(again.file, "DELETE FROM segments WHERE document = 'agreement/a1' AND idx = 3");
  const missing = await verify(again);
  expect(missing).toMatchObject({ code: 1, ok: false });
  expect(missing.brokenAt?.position).toBeGreaterThan(broken.brokenAt?.position ?? 0);
});

test('[L54] personal data that is not what was committed to is found; erased data is no breach', async () => {
  await using own = place();
  tamper(own.file, "DELETE FROM personal WHERE subject = 'person/s-c1'");
  expect(await verify(own)).toMatchObject({ code: 0, ok: true });
  tamper(own.file, `UPDATE personal SET data = replace(data, 'Nama s-u1', 'Nama s-x1') WHERE subject = 'person/s-u1'`);
  const changed = await verify(own);
  expect(changed).toMatchObject({ code: 1, ok: false });
  await using certificates = place();
  tamper(certificates.file, `UPDATE personal SET data = '{"der":"AAAA"}' WHERE subject = 'certificate/s-u1'`);
  expect(await verify(certificates)).toMatchObject({ code: 1, ok: false });
});

test('[L54] names that changed places are found: each was committed to, for another', async () => {
  await using own = place();
  tamper(
    own.file,
    "UPDATE personal SET subject = 'person/other' WHERE subject = 'person/s-c1'",
    "UPDATE personal SET subject = 'person/s-c1' WHERE subject = 'person/s-u1'",
    "UPDATE personal SET subject = 'person/s-u1' WHERE subject = 'person/other'",
  );
  expect(await verify(own)).toMatchObject({ code: 1, ok: false });
  expect((await own.ledger('verify')).out).toContain('person/s-');
});

test('[L54] a root that is not that of the events it names is found', async () => {
  await using own = place();
  const at = '2021-01-18T05:00:00.000Z';
  const checkpoint = (version: number, root: string) => ({
    ledger: 'small',
    actor: 'x',
    at,
    writes: [
      {
        stream: 'record',
        expectedVersion: version,
        events: [{ type: 'checkpoint-made', schema: 1, data: { upTo: 50, wave: 1, root } }],
      },
    ],
  });
  {
    await using store = await openSqliteStore({ folder: own.folder });
    await store.append(checkpoint(0, (await store.root('small', 50)) ?? ''));
  }
  expect(await verify(own)).toMatchObject({ code: 0, ok: true });
  {
    await using store = await openSqliteStore({ folder: own.folder });
    await store.append(checkpoint(1, 'ab'.repeat(32)));
  }
  expect(await verify(own)).toMatchObject({ code: 1, brokenAt: { ledger: 'small', position: 101 } });
});

test('[I26] [I27] a proof holds without the database, and no longer when a digit of it is changed', async () => {
  await using own = place();
  const files = await mkdtemp(join(tmpdir(), 'teken-proof-'));
  try {
    for (const args of [
      ['--position', '42', '--upto', '77'],
      ['--from', '42'],
    ]) {
      const { code, out } = await own.ledger('proof', '--ledger', 'small', ...args, '--json');
      expect(code).toBe(0);
      const { root, path } = JSON.parse(out) as { root: string; path: readonly string[] };
      const file = join(files, 'proof.json');
      await writeFile(file, out);
      expect(await run('ledger', 'check-proof', file, '--root', root)).toMatchObject({ code: 0, err: '' });
      expect((await run('ledger', 'check-proof', file, '--root', 'ab'.repeat(32))).code).toBe(1);
      const [first = ''] = path;
      const flipped = (first.startsWith('0') ? '1' : '0') + first.slice(1);
      await writeFile(file, out.replace(first, flipped));
      const wrong = await run('ledger', 'check-proof', file, '--json');
      expect(wrong.code).toBe(1);
      expect(JSON.parse(wrong.out)).toMatchObject({ ok: false });
    }
  } finally {
    await rm(files, { recursive: true, force: true });
  }
});

test('[I28] [I29] the trail and what is kept until when', async () => {
  await using own = place();
  const trail = await own.ledger(
    'audit',
    '--ledger',
    'small',
    '--person',
    's-c1',
    '--type',
    'signature-completed',
    '--json',
  );
  const events = trail.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; actor: string });
  expect(events.length).toBeGreaterThan(0);
  expect(events.every(({ type, actor }) => type === 'signature-completed' && actor === 's-c1')).toBe(true);
  const kept = JSON.parse((await own.ledger('retention', '--json')).out) as {
    name: string;
    until: string;
    due: boolean;
  }[];
  expect(kept.map(({ name }) => name)).toContain('agreement-document');
  expect(kept.every(({ until, due }) => /^\d{4}-\d\d-\d\d$/.test(until) && typeof due === 'boolean')).toBe(true);
});

test('[I30] whatever is asked wrongly is told in a sentence, with exit code 2', async () => {
  await using own = place();
  await writeFile(join(own.folder, 'no-proof.json'), '{}');
  for (const [args, words] of [
    [[], /^Usage/],
    [['dance'], /^Usage/],
    [['verify', '--loud'], /^Unknown option '--loud'\.\n\nUsage/],
    [['verify', 'x'], /^Usage/],
    [['proof', '--ledger', 'small'], /^Usage/],
    [['proof', '--ledger', 'small', '--position', '0'], /whole number from 1/],
    [['proof', '--ledger', 'small', '--position', '100'], /has events 1 to 99/],
    [['proof', '--ledger', 'small', '--from', '9', '--upto', '5'], /has events 1 to 99/],
    [['proof', '--ledger', 'nowhere', '--position', '1'], /no ledger "nowhere"/],
    [['audit', '--ledger', 'nowhere'], /no ledger "nowhere"/],
    [['audit', '--ledger', 'small', '--from', 'yesterday'], /no time/],
    [['check-proof', join(own.folder, 'absent.json')], /no file/],
    [['check-proof', join(own.folder, 'no-proof.json')], /no proof/],
  ] as const) {
    const { code, out, err } = await own.ledger(...args);
    expect([args, code, out]).toEqual([args, 2, '']);
    expect(err).toMatch(words);
    expect(err).not.toMatch(/^\s+at /m);
  }
  expect(await own.ledger('--help')).toMatchObject({ code: 0, out: expect.stringMatching(/^Usage/), err: '' });
  expect(await own.ledger('verify', '--help')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Usage/),
    err: '',
  });
  const unready = await run('ledger', 'verify', '--json', '--data', own.beside('nothing'));
  expect(unready).toMatchObject({ code: 2, out: '' });
  expect(unready.err).toMatch(/There is no database/);
});

test('[I31] erasing from a terminal obeys the law, and the bytes are gone', async () => {
  await using own = place();
  const erase = (person: string, reason = 'asked') =>
    run('erase', '--ceremony', 'small', '--person', person, '--reason', reason, '--data', own.folder);
  expect((await erase('s-u2', 'because')).code).toBe(2);
  expect((await run('erase', '--ceremony', 'x', '--person', 'y', '--reason', 'asked', '--data', own.folder)).code).toBe(
    2,
  );
  expect((await readFile(own.file)).includes('Nama s-u2')).toBe(true);
  expect(await erase('s-u2')).toMatchObject({ code: 0, err: '' });
  expect((await readFile(own.file)).includes('Nama s-u2')).toBe(false);
  expect((await erase('s-u2')).code).toBe(1);
  expect(await verify(own)).toMatchObject({ code: 0, ok: true });
});
