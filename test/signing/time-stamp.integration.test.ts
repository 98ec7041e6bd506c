import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefusal } from '#contract/refusal';
import { randomBytes } from '#platform/random';
import { createTimeStampClient, createTimeStampers } from '#signing/time-stamp-client';
import { createOwnTimeStamper } from '#signing/time-stamp-own';
import { isOver, readTimeStampToken } from '#signing/time-stamp-reading';
import { readTimeStampRequest, timeStampRequest } from '#signing/time-stamp-request';
import { readTimeStampResponse } from '#signing/time-stamp-response';
import { openSigningKit, type SigningKit } from '#support/signing-kit';
import { openTimeStampAuthority, testSigner, type Behaviour } from '#support/time-stamp-authority';

const NOW = new Date();
const now = () => NOW;
const sha256 = createHash('sha256').update('contoh').digest();
let folder: string;
let kit: SigningKit;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teken-time-'));
  kit = await openSigningKit(NOW);
  await writeFile(join(folder, 'root.pem'), kit.authority.rootPem);
  const pem = kit.authority.timeSigner.chain.map((each) => new X509Certificate(each).toString()).join('');
  await writeFile(join(folder, 'chain.pem'), pem);
  await writeFile(join(folder, 'contoh.txt'), 'contoh');
  await writeFile(join(folder, 'other.txt'), 'lain');
});

afterAll(async () => {
  await kit[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const own = () => createOwnTimeStamper({ signer: kit.authority.timeSigner, now, randomBytes });

const OPENSSL = 'openssl';

const openssl = (...args: string[]): string => {
  try {
    return execFileSync(OPENSSL, args, { encoding: 'utf8', stdio: 'pipe', cwd: folder });
  } catch (problem) {
    return problem instanceof Error ? problem.message : '';
  }
};

describe('our own authority', () => {
  test('[S41] answers what openssl asks, and openssl finds the answer good for this file and this question only', async () => {
    openssl('ts', '-query', '-data', 'contoh.txt', '-sha256', '-cert', '-out', 'question.tsq');
    openssl('ts', '-query', '-data', 'contoh.txt', '-sha256', '-cert', '-out', 'other.tsq');
    const question = await readFile(join(folder, 'question.tsq'));
    await writeFile(join(folder, 'answer.tsr'), await own().answer(question));
    const verify = (...about: string[]) =>
      openssl('ts', '-verify', '-in', 'answer.tsr', ...about, '-CAfile', 'root.pem', '-untrusted', 'chain.pem');
    expect(verify('-queryfile', 'question.tsq')).toContain('Verification: OK');
    expect(verify('-queryfile', 'other.tsq')).toContain('nonce mismatch');
    expect(verify('-data', 'other.txt')).toContain('message imprint mismatch');
    const words = openssl('ts', '-reply', '-in', 'answer.tsr', '-text');
    expect(words).toContain('Status: Granted.');
    expect(words).toContain('Accuracy: 0x01 seconds');
    expect(words).toContain('Ordering: no');
    expect(words).toContain('Policy OID: 2.25.36385827189712867054383265568543450958');
  });

  test('[S41] gives a token without being asked over the wire', async () => {
    const token = await own().stamp(sha256);
    await writeFile(join(folder, 'token.der'), token);
    const about = ['-token_in', '-in', 'token.der', '-data', 'contoh.txt'];
    const verified = openssl('ts', '-verify', ...about, '-CAfile', 'root.pem', '-untrusted', 'chain.pem');
    expect(verified).toContain('Verification: OK');
    const read = readTimeStampToken(token);
    expect(read?.at).toEqual(new Date(Math.floor(NOW.getTime() / 1000) * 1000));
    expect(read?.isSound()).toBe(true);
    expect(isOver(token, sha256)).toBe(true);
    expect(isOver(token, createHash('sha256').update('lain').digest())).toBe(false);
  });

  test('[S41] carries its certificates only where they are asked for', async () => {
    const bare = timeStampRequest(sha256, randomBytes(8)).subarray(0, -3);
    bare[1] = bare[1]! - 3;
    const response = readTimeStampResponse(await own().answer(bare));
    expect(response).toMatchObject({ status: 0 });
    expect(readTimeStampToken(response?.token ?? new Uint8Array())?.certificates).toEqual([]);
  });

  test('[S41] a damaged token is none, or not sound; nothing throws', async () => {
    const token = Buffer.from(await own().stamp(sha256));
    const whole = readTimeStampToken(token);
    for (let at = 0; at < token.length; at += 1) {
      const flipped = Buffer.from(token);
      flipped[at] = flipped[at]! ^ 0x04;
      const read = readTimeStampToken(flipped);
      const stands = read?.isSound() === true && isOver(flipped, sha256);
      // What lies outside of what is signed (versions, further certificates) may differ; what the token says may not.
      if (stands) expect([read.at, read.serialNumber]).toEqual([whole?.at, whole?.serialNumber]);
      expect(readTimeStampToken(token.subarray(0, at))).toBeNull();
    }
  });

  test.each([
    ['no request', Buffer.from('contoh'), 'bad-format'],
    ['half a request', timeStampRequest(sha256, randomBytes(8)).subarray(0, 40), 'bad-format'],
    [
      'another algorithm',
      replaced(timeStampRequest(sha256, randomBytes(8)), '0402010420', '0402020420'),
      'bad-algorithm',
    ],
  ])('[S41] answers %s with the reason', async (_, request, code) => {
    const outcome = readTimeStampRequest(request);
    expect(isRefusal(outcome) ? outcome.refused.code : 'read').toBe(code);
    const answer = await own().answer(request);
    expect(readTimeStampResponse(answer)).toMatchObject({ status: 2, token: null });
    await writeFile(join(folder, 'refusal.tsr'), answer);
    expect(openssl('ts', '-reply', '-in', 'refusal.tsr', '-text')).toContain('Status: Rejected.');
  });
});

function replaced(bytes: Buffer, from: string, to: string): Buffer {
  return Buffer.from(bytes.toString('hex').replace(from, to), 'hex');
}

describe('authorities of others', () => {
  test.each(['ec', 'rsa'] as const)('[S44] a conforming one (%s) gives a token', async (kind) => {
    await using authority = await openTimeStampAuthority(kind, now);
    const stamper = createTimeStampClient({ url: authority.url, timeoutMs: 1000, randomBytes });
    const token = await stamper.stamp(sha256);
    expect([stamper.attestedBy, isOver(token, sha256)]).toEqual(['external', true]);
  });

  test.each<[Behaviour, string]>([
    ['slow', 'did not answer in 150 ms'],
    ['error', 'answered with status 503'],
    ['refuses', 'gave no time stamp (status 2) The request cannot be read'],
    ['nonsense', 'something that is no time-stamp response'],
    ['another-hash', 'stamped something else'],
    ['another-nonce', 'answered another question'],
    ['bad-signature', 'whose signature does not hold'],
    ['endless', 'does not stop answering'],
    ['hangs-up', 'cannot be reached'],
  ])('[S44] from one that is wrong (%s) no token is taken', async (behaviour, words) => {
    await using authority = await openTimeStampAuthority('ec', now);
    authority.behaviour = behaviour;
    const stamper = createTimeStampClient({ url: authority.url, timeoutMs: 150, randomBytes });
    await expect(stamper.stamp(sha256)).rejects.toMatchObject({
      name: 'TimeStampFault',
      message: expect.stringContaining(words),
    });
  });

  test('[S44] from one whose certificate is for something else no token is taken', async () => {
    await using authority = await openTimeStampAuthority('ec', now, await testSigner('ec', NOW, '1.3.6.1.5.5.7.3.4'));
    const stamper = createTimeStampClient({ url: authority.url, timeoutMs: 1000, randomBytes });
    await expect(stamper.stamp(sha256)).rejects.toThrow('whose signature does not hold');
  });

  test('[S44] of several the next one is asked, and one that failed is passed over for a while', async () => {
    await using first = await openTimeStampAuthority('ec', now);
    await using second = await openTimeStampAuthority('ec', now);
    let time = NOW.getTime();
    const options = { timeoutMs: 500, pauseMs: 60_000, now: () => new Date(time), randomBytes };
    const stamper = createTimeStampers([first.url, second.url], options);
    const stamp = async () => isOver(await stamper.stamp(sha256), sha256);
    first.behaviour = 'error';
    expect([await stamp(), await stamp(), await stamp()]).toEqual([true, true, true]);
    expect([first.asked, second.asked]).toEqual([1, 3]);

    time += 60_001;
    first.behaviour = 'slow';
    // After the pause one question tries it; the others do not wait for it.
    await Promise.all([stamp(), stamp(), stamp()]);
    expect([first.asked, second.asked]).toEqual([2, 6]);

    time += 60_001;
    first.behaviour = 'well';
    await stamp();
    await stamp();
    expect([first.asked, second.asked]).toEqual([4, 6]);

    first.behaviour = second.behaviour = 'refuses';
    await expect(stamp()).rejects.toThrow(/No time stamp was to be had: .*status 2.*; .*status 2/);
    await expect(stamp()).rejects.toThrow(/passed over; .*passed over/);
    expect([first.asked, second.asked]).toEqual([5, 7]);
  });
});
