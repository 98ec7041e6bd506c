import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { BoardRow } from '#contract/views/agreements';
import type { VerificationView } from '#contract/views/verification';
import { systemClock } from '#platform/clock';
import { databaseFile } from '#store/database';
import { openCscService } from '#support/csc-service';
import { identify } from '#support/entitled';
import { arrive, type Guest } from '#support/guest';
import { openHouse, type House } from '#support/house';
import { chooseRemote, confirmedBy, prepareRemote, remoteServiceOf } from '#support/remote-person';
import { openSigning, readyToSign } from '#support/signed-agreement';
import type { SmallCeremony } from '#support/small-ceremony';
import { tamper, tamperDocument } from '#support/sqlite-place';
import { openTimeStampAuthority } from '#support/time-stamp-authority';

const NOT_AS_WRITTEN = { ok: false, problem: { code: 'not-as-written' } };
const TOLD = 'What the store holds as agreement/a1 is not what the ledger names.';

/** Somebody appends bytes to a document of which no event speaks; gives back what takes them away again. */
const stray = (house: House, document: string): (() => void) => {
  const file = databaseFile(house.dataDir);
  const bytes = Buffer.from('\n% sisipan\n');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  tamper(
    file,
    `INSERT INTO segments (ledger, document, idx, bytes, sha256) SELECT 'small', '${document}', max(idx) + 1, X'${bytes.toString('hex')}', '${sha256}' FROM segments WHERE document = '${document}'`,
  );
  return () => tamper(file, `DELETE FROM segments WHERE sha256 = '${sha256}'`);
};

const hashShown = async (guest: Guest): Promise<string> => {
  const answer = await guest.get('/agreements/a1/document');
  return createHash('sha256')
    .update(new Uint8Array(await answer.arrayBuffer()))
    .digest('hex');
};
const plainNames = ({ people }: SmallCeremony): void => {
  for (const person of people) if (person['role'] === 'signatory') person['name'] = `Nama ${person['id']}`;
};
const signed = async (house: House): Promise<number> =>
  (await house.store.read('small', 0, 10_000)).filter(({ type }) => type === 'signature-completed').length;

test('[F54] [F55] who would sign a document that is not the ledger’s any more is told just that, and signs it when it is', async () => {
  await using house = await openHouse();
  const { director, protocol } = await openSigning(house);
  const company = await readyToSign(house, protocol, 's-c1');
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  const putBack = tamperDocument(databaseFile(house.dataDir), 'agreement/a1');
  expect(await company.command('signing:prepare', { agreementId: 'a1' })).toMatchObject(NOT_AS_WRITTEN);
  const shown = await company.get('/agreements/a1/document');
  expect([shown.status, ((await shown.json()) as { code: string }).code]).toEqual([500, 'not-as-written']);
  putBack();
  // As one does it who leaves the hash beside the bytes as it is.
  const putRight = tamperDocument(databaseFile(house.dataDir), 'agreement/a1', false);
  expect(await company.command('signing:prepare', { agreementId: 'a1' })).toMatchObject(NOT_AS_WRITTEN);
  putRight();

  const named = await hashShown(company);
  let takeAway = stray(house, 'agreement/a1');
  // The ledger's bytes are still to be had; nothing can be appended to them.
  expect(await hashShown(company)).toBe(named);
  const code = (await company.agreement('a1')).verifyUrl.split('/').at(-1);
  const byCode = (await (await fetch(`${house.url}/api/verify/${code}`)).json()) as VerificationView;
  expect(byCode).toMatchObject({ verdict: 'valid', issued: true });
  expect(await company.command('signing:prepare', { agreementId: 'a1' })).toMatchObject(NOT_AS_WRITTEN);
  takeAway();
  const answer = await company.sign('a1', async () => {
    takeAway = stray(house, 'agreement/a1');
  });
  expect(answer).toMatchObject(NOT_AS_WRITTEN);
  expect(await signed(house)).toBe(0);
  takeAway();
  expect(await company.sign('a1')).toMatchObject({ ok: true });
  expect(await signed(house)).toBe(1);
});

test('[F54] nobody spends an OTP of a signing service on a document that is not the ledger’s', async () => {
  await using service = await openCscService();
  await service.add({ credentialId: 'cred-ec', userId: 'akun-c1', name: 'Nama s-c1' });
  await using house = await openHouse({ remote: remoteServiceOf(service, systemClock), change: plainNames });
  const { director, protocol } = await openSigning(house);
  const company = await arrive(house, house.link('s-c1'));
  await confirmedBy(protocol, company);
  await chooseRemote(company, 'akun-c1', 'cred-ec');
  await company.consent('a1');
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  const wish = { agreementId: 'a1', preparedSha256: await prepareRemote(company, 'a1'), pin: '314159' };
  service.requests.length = 0;
  for (const spoil of [
    () => tamperDocument(databaseFile(house.dataDir), 'agreement/a1'),
    () => stray(house, 'agreement/a1'),
  ]) {
    const putBack = spoil();
    expect(await company.command('signing:complete-remote', wish)).toMatchObject(NOT_AS_WRITTEN);
    putBack();
  }
  expect([service.requests, await signed(house)]).toEqual([[], 0]);
  expect(await company.command('signing:complete-remote', wish)).toMatchObject({ ok: true });
});

test('[F55] [A34] one document to which somebody appended hinders no other of a wave', async () => {
  await using house = await openHouse({
    change: (ceremony) => {
      const [model] = ceremony.agreements;
      ceremony.agreements = ['1', '2'].map((one) => ({
        ...model,
        id: `a${one}`,
        number: `00${one}`,
        company_number: `${one}/2021`,
        umkm_number: `${one}/2021`,
      }));
      ceremony.parties = ceremony.parties.filter(({ id }) => id === 'c1' || id === 'u1');
      ceremony.people = ceremony.people.filter(
        ({ party }) => party === '' || party === undefined || party === 'c1' || party === 'u1',
      );
    },
  });
  const { director, protocol, legal } = await openSigning(house);
  await legal.must('agreement:make-ready', { agreementId: 'a2' });
  const [minister, company, umkm] = (await Promise.all(
    (['minister', 's-c1', 's-u1'] as const).map((personId) => arrive(house, house.link(personId))),
  )) as [Guest, Guest, Guest];
  await identify(protocol, minister, company, umkm);
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  for (const agreementId of ['a1', 'a2']) {
    for (const person of [company, umkm]) {
      await person.consent(agreementId);
      expect(await person.sign(agreementId)).toMatchObject({ ok: true });
    }
  }
  expect(await minister.consentWave(1)).toMatchObject({ ok: true });
  await minister.until('self', ({ agreements }) => agreements.every(({ consented }) => consented !== null));
  const takeAway = stray(house, 'agreement/a1');
  // The house has both in memory and finds out only when it appends.
  const { completed } = await minister.signWave(1);
  expect(completed).toMatchObject({
    ok: true,
    reply: {
      outcomes: [
        { agreementId: 'a1', problem: { code: 'not-as-written', detail: TOLD } },
        { agreementId: 'a2', problem: null },
      ],
    },
  });
  // And when it prepares, from then on.
  expect((await minister.signWave(1)).prepared).toMatchObject(NOT_AS_WRITTEN);
  takeAway();
  expect((await minister.signWave(1)).completed).toMatchObject({ ok: true });
});

test('[F55] what follows in the store behind a sealed document is on the board as the reason why it is not stamped', async () => {
  await using authority = await openTimeStampAuthority('ec', () => new Date());
  const tsa = { urls: [authority.url], timeoutMs: 300, pauseMs: 50, roots: [authority.rootPem] };
  await using house = await openHouse({ tsa });
  const { director, protocol, legal } = await openSigning(house);
  const signers: Guest[] = [];
  for (const personId of ['s-c1', 's-u1', 'minister']) signers.push(await readyToSign(house, protocol, personId));
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  authority.behaviour = 'hangs-up';
  for (const guest of signers) expect(await guest.sign('a1')).toMatchObject({ ok: true });
  const row = async (fits: (row: BoardRow) => boolean): Promise<BoardRow | undefined> =>
    (await legal.until('board', ({ rows }) => rows['a1'] !== undefined && fits(rows['a1']))).rows['a1'];
  // It was asked for once more, in vain.
  await row(({ state, pending }) => state === 'sealed' && typeof pending?.nextTry === 'string');
  const takeAway = stray(house, 'agreement/a1');
  authority.behaviour = 'well';
  const { asked } = authority;
  const told = await row(({ pending }) => pending?.detail === TOLD);
  expect(told?.pending).toMatchObject({ what: 'timestamp', nextTry: expect.any(String) });
  expect(await legal.command('agreement:renew-archive', { agreementId: 'a1', own: true })).toMatchObject({
    ok: false,
    problem: { code: 'no-timestamp', detail: expect.stringContaining(TOLD) },
  });
  // Nobody outside is asked for a timestamp that has no place.
  expect(authority.asked).toBe(asked);
  takeAway();
  expect((await row(({ pending }) => pending === null))?.evidence?.level).toBe('B-LTA');
}, 30_000);
