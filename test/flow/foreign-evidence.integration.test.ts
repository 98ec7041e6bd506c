import 'reflect-metadata';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { BoardRow } from '#contract/views/agreements';
import { systemClock } from '#platform/clock';
import { verifyPdf } from '#signing/verify';
import { openCscService, type CscService } from '#support/csc-service';
import { arrive, type Guest } from '#support/guest';
import { openHouse, type House } from '#support/house';
import { openOutsideValidators } from '#support/outside-validators';
import { chooseRemote, confirmedBy, remoteServiceOf, signRemote } from '#support/remote-person';
import type { OcspBehaviour } from '#support/ocsp-responder';
import type { ListBehaviour } from '#support/revocation-lists';
import { openSigning, readyToSign } from '#support/signed-agreement';
import { openTimeStampAuthority, testSigner, type TestTimeStampAuthority } from '#support/time-stamp-authority';

const now = (): Date => new Date();
const PIN = '314159';
const lists = { timeoutMs: 400, pauseMs: 50 };
const SIGNING = '1.3.6.1.5.5.7.3.4';

type Case = {
  /** Whose lists are asked for: of an authority of times, of a signing service, of a seal. */
  readonly tsa?: ListBehaviour;
  readonly service?: ListBehaviour | 'ocsp';
  readonly seal?: ListBehaviour;
  /** How the service's responder answers, where its certificates name nothing else. */
  readonly ocsp?: OcspBehaviour;
  readonly sealed: string;
  readonly later: string;
  readonly pending: string | null;
};

type Others = {
  readonly house: House;
  readonly roots: readonly string[];
  readonly timeRoots: readonly string[];
  readonly authority: TestTimeStampAuthority | null;
  readonly service: CscService | null;
  /** From now on every list is there, and whoever did not answer does. */
  readonly mend: () => void;
};

const openWith = async (stack: AsyncDisposableStack, { tsa, service, seal, ocsp = 'good' }: Case): Promise<Others> => {
  const authority = tsa === undefined ? null : stack.use(await openTimeStampAuthority('ec', now));
  const csc = service === undefined ? null : stack.use(await openCscService());
  // The seal's issuer has its list at an address of its own.
  const place = seal === undefined ? null : stack.use(await openTimeStampAuthority('rsa', now));
  if (authority !== null && tsa !== undefined) authority.list = tsa;
  if (csc !== null && service !== undefined) {
    if (service !== 'ocsp') csc.lists = service;
    csc.ocsp = ocsp;
    const given = { userId: 'akun-c1', name: 'Nama s-c1', hasOcspOnly: service === 'ocsp' };
    await csc.add({ credentialId: 'cred-c1', ...given });
  }
  if (place !== null && seal !== undefined) place.list = seal;
  const brought = place === null ? undefined : await sealAt(place);
  const house = stack.use(
    await openHouse({
      lists,
      ...(authority === null
        ? {}
        : { tsa: { urls: [authority.url], timeoutMs: 2_000, pauseMs: 50, roots: [authority.rootPem] } }),
      ...(csc === null ? {} : { remote: remoteServiceOf(csc, systemClock) }),
      ...(brought === undefined ? {} : { seal: brought }),
      change: ({ people }) => {
        for (const person of people) if (person['role'] === 'signatory') person['name'] = `Nama ${person['id']}`;
      },
    }),
  );
  return {
    house,
    roots: [house.authority.rootPem, ...(csc === null ? [] : [csc.roots]), ...(brought ? [brought.rootPem] : [])],
    timeRoots: authority === null ? [] : [authority.rootPem],
    authority,
    service: csc,
    mend: () => {
      for (const one of [authority, place]) if (one !== null) one.list = 'current';
      if (csc === null) return;
      csc.lists = 'current';
      if (csc.ocsp === 'away') csc.ocsp = 'good';
    },
  };
};

const sealAt = async (place: TestTimeStampAuthority) =>
  testSigner('rsa', now(), SIGNING, { listUrl: place.listUrl, issuer: place.issuer });

/** Two parties and the witness sign a1; the company by the signing service, where there is one. */
const signAll = async ({ house, service }: Others, beforeTheLast?: () => void): Promise<Guest> => {
  const { director, protocol, legal } = await openSigning(house);
  const company = service === null ? null : await arrive(house, house.link('s-c1'));
  if (company !== null) {
    await confirmedBy(protocol, company);
    await chooseRemote(company, 'akun-c1', 'cred-c1');
    await company.consent('a1');
  }
  const others: Guest[] = [];
  for (const personId of [...(company === null ? ['s-c1'] : []), 's-u1', 'minister']) {
    others.push(await readyToSign(house, protocol, personId));
  }
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  if (company !== null) expect(await signRemote(company, 'a1', { pin: PIN })).toMatchObject({ ok: true });
  for (const guest of others) {
    if (guest === others.at(-1)) beforeTheLast?.();
    expect(await guest.sign('a1')).toMatchObject({ ok: true });
  }
  return legal;
};

const row = async (legal: Guest, fits: (row: BoardRow) => boolean): Promise<BoardRow> => {
  const { rows } = await legal.until('board', (board) => board.rows['a1'] !== undefined && fits(board.rows['a1']));
  const found = rows['a1'];
  if (found === undefined) throw new Error('a1 is not on the board.');
  return found;
};

/** [A40] Of every event that says a level: what it says, and what our verifier finds in the document as it was then. */
const levels = async ({ house, roots, timeRoots }: Others): Promise<readonly (readonly [string, string])[]> => {
  const document = await house.store.readDocument('small', 'agreement/a1');
  if (document === null) throw new Error('a1 has no document.');
  const told: (readonly [string, string])[] = [];
  for (const { type, data } of await house.store.read('small', 0, 100_000)) {
    if (!/^agreement-(sealed|archived|archive-renewed)$/.test(type)) continue;
    const report = await verifyPdf(document.subarray(0, Number(data['bytes'])), { roots, timeRoots, now: now() });
    if ('unreadable' in report) throw new Error(report.problem);
    expect([type, report.verdict, report.problems]).toEqual([type, 'valid', []]);
    told.push([z.string().parse(data['level']), report.level ?? 'none']);
  }
  return told;
};

const CASES: readonly (readonly [string, Case])[] = [
  ['the house alone', { sealed: 'B-LTA', later: 'B-LTA', pending: null }],
  ['an authority of times', { tsa: 'current', sealed: 'B-LTA', later: 'B-LTA', pending: null }],
  ['one whose list is away', { tsa: 'away', sealed: 'B-T', later: 'B-LTA', pending: 'list-away' }],
  ['a signing service', { service: 'current', sealed: 'B-LTA', later: 'B-LTA', pending: null }],
  [
    'one whose lists are not its own',
    { service: 'wrong-signer', sealed: 'B-T', later: 'B-LTA', pending: 'list-unfit' },
  ],
  ['one that has OCSP only', { service: 'ocsp', ocsp: 'delegated', sealed: 'B-LTA', later: 'B-LTA', pending: null }],
  [
    'one whose OCSP responder is away',
    { service: 'ocsp', ocsp: 'away', sealed: 'B-T', later: 'B-LTA', pending: 'list-away' },
  ],
  [
    'one whose OCSP responder would have to be asked about',
    { service: 'ocsp', ocsp: 'needs-check', sealed: 'B-T', later: 'B-T', pending: 'no-list' },
  ],
  ['a seal from elsewhere', { seal: 'current', sealed: 'B-LTA', later: 'B-LTA', pending: null }],
  ['a seal whose list is away', { seal: 'away', sealed: 'B-T', later: 'B-LTA', pending: 'list-away' }],
  [
    'all of them at once',
    { tsa: 'current', service: 'current', seal: 'current', sealed: 'B-LTA', later: 'B-LTA', pending: null },
  ],
];

test.for(CASES)(
  '[A40] [A54] [F30] [F31] [F36] [F37] relying on %s: what the ledger says is what our verifier finds',
  { timeout: 60_000 },
  async ([, given]) => {
    await using stack = new AsyncDisposableStack();
    const others = await openWith(stack, given);
    const legal = await signAll(others);
    const sealed = await row(legal, ({ state }) => state === 'sealed');
    expect(sealed.evidence?.level).toBe(given.sealed);
    expect(sealed.pending?.reason ?? null).toBe(given.pending);
    if (given.pending !== null) {
      expect(sealed.pending?.what).toBe('validation-data');
      // F32: what waiting does not mend is not tried again.
      if (given.pending === 'no-list') expect(sealed.pending?.nextTry).toBeNull();
      else
        await row(legal, ({ pending }) => pending?.nextTry != null && pending.detail?.includes('127.0.0.1') === true);
    }
    others.mend();
    if (given.pending !== 'no-list') await row(legal, ({ pending }) => pending === null);
    expect(await levels(others)).toEqual([
      [given.sealed, given.sealed],
      ...(given.sealed === given.later ? [] : [[given.later, given.later]]),
    ]);
    await legal.must('agreement:renew-archive', { agreementId: 'a1', own: false });
    expect((await levels(others)).at(-1)).toEqual([given.later, given.later]);
    expect((await row(legal, () => true)).evidence?.level).toBe(given.later);
  },
);

test.for(['signed', 'not signed'] as const)(
  '[A40] [F14] [F31] an authority of times that is gone at the seal, and had %s before: B-LT, and B-LTA later',
  { timeout: 60_000 },
  async (before) => {
    await using stack = new AsyncDisposableStack();
    const given: Case = { tsa: 'current', sealed: 'B-LT', later: 'B-LTA', pending: null };
    const others = await openWith(stack, given);
    const { authority } = others;
    if (authority === null) throw new Error('There is no authority of times.');
    if (before === 'not signed') authority.behaviour = 'hangs-up';
    const legal = await signAll(others, () => (authority.behaviour = 'hangs-up'));
    const { evidence, pending } = await row(legal, ({ state }) => state === 'sealed');
    expect([evidence?.level, pending?.what]).toEqual(['B-LT', 'timestamp']);
    authority.behaviour = 'well';
    await row(legal, (one) => one.pending === null);
    expect(await levels(others)).toEqual([
      ['B-LT', 'B-LT'],
      ['B-LTA', 'B-LTA'],
    ]);
  },
);

test('[F32] nothing is renewed while a list is away, and nothing is added', async () => {
  await using stack = new AsyncDisposableStack();
  const given: Case = { tsa: 'away', sealed: 'B-T', later: 'B-T', pending: 'list-away' };
  const others = await openWith(stack, given);
  const legal = await signAll(others);
  await row(legal, ({ state }) => state === 'sealed');
  expect(await legal.refusal('agreement:renew-archive', { agreementId: 'a1', own: false })).toBe('no-timestamp');
  expect(await levels(others)).toEqual([['B-T', 'B-T']]);
}, 60_000);

test('[F30] [S15] outside validators agree on a document that relies on three other issuers', async () => {
  await using stack = new AsyncDisposableStack();
  const all = { tsa: 'current', service: 'current', seal: 'current' } as const;
  const others = await openWith(stack, { ...all, sealed: 'B-LTA', later: 'B-LTA', pending: null });
  const legal = await signAll(others);
  await row(legal, ({ state }) => state === 'sealed');
  const document = await others.house.store.readDocument('small', 'agreement/a1');
  await using validators = await openOutsideValidators([...others.roots, ...others.timeRoots].join('\n'));
  const verdict = await validators.ask('foreign', document ?? new Uint8Array());
  // Certification, two parties, witness, seal; of the tokens the certification has none; the last is the document's.
  expect(verdict).toMatchObject({ cms: 'VVVVV', ts: '-VVVVV', qpdf: 'sound', mutool: 'VVVVV' });
  // pdfsig lists a document timestamp only.
  expect(verdict.pdfsig).toBe('VVVVV?');
}, 60_000);
