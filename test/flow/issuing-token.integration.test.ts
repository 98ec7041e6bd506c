import { expect, test } from 'vitest';
import { certificateRequest } from '#client/signing/request.ts';
import { issuingOn } from '#signing/issuing-token';
import { openToken } from '#signing/pkcs11-token';
import { arrive } from '#support/guest';
import { openHouse } from '#support/house';
import { openSigning, readyToSign } from '#support/signed-agreement';
import { hasSoftToken, openSoftToken } from '#support/soft-token';

const csr = async (): Promise<string> => {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  return Buffer.from(await certificateRequest(keys)).toString('base64');
};

test.skipIf(!hasSoftToken)(
  '[S118] a token that is pulled out is told, stops nothing else, and all goes on once it is back',
  async () => {
    await using soft = await openSoftToken('penerbit');
    await using house = await openHouse({ issuingToken: issuingOn(openToken(soft.place), 'kunci') });
    const { director, protocol, legal } = await openSigning(house);
    const company = await readyToSign(house, protocol, 's-c1');
    const umkm = await readyToSign(house, protocol, 's-u1');
    const witness = await readyToSign(house, protocol, 'minister');
    const late = await arrive(house, house.link('s-u2'));
    const code = await protocol.command('identity:issue-code', { personId: 's-u2' });
    await late.must('identity:enter-code', { code: code.ok ? (code.reply?.code ?? '') : '' });
    await director.must('ceremony:go-live', {});
    await director.must('session:open', { wave: 1 });
    expect(await company.sign('a1')).toMatchObject({ ok: true });
    expect(await umkm.sign('a1')).toMatchObject({ ok: true });

    await soft.pullOut();
    expect(await late.command('signing:enrol', { csr: await csr() })).toMatchObject({
      ok: false,
      problem: { code: 'token-unusable' },
    });
    expect(await witness.sign('a1')).toMatchObject({ ok: true });
    const board = await legal.until('board', ({ rows }) => rows['a1']?.pending?.reason === 'failed');
    expect(board.rows['a1']?.pending).toMatchObject({
      what: 'seal',
      detail: 'The issuing authority "kunci" on the token "penerbit" is not there: no such token.',
      nextTry: expect.stringMatching(/^\d{4}-/),
    });
    expect((await fetch(`${house.url}/healthz`)).status).toBe(200);

    await soft.putBack();
    await late.enrol();
    const after = await legal.until('board', ({ rows }) => rows['a1']?.state === 'sealed');
    expect(after.rows['a1']).toMatchObject({ pending: null, evidence: { level: 'B-LTA' } });
    expect((await fetch(`${house.url}/authority/crl`)).status).toBe(200);
  },
  30_000,
);
