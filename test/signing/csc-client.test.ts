import { createHash, createVerify, verify } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { isRefusal } from '#contract/refusal';
import { systemClock } from '#platform/clock';
import { createCscClient } from '#signing/csc-client';
import type { RemoteRefusal, RemoteSigner } from '#signing/remote-signer';
import { openCscService, type CscService } from '#support/csc-service';

let service: CscService;
let signer: RemoteSigner;
const message = Buffer.from('attributes as DER');
const digest = createHash('sha256').update(message).digest();

beforeAll(async () => {
  service = await openCscService();
  await service.add({ credentialId: 'ec', userId: 'ayu', name: 'Ayu Contoh' });
  await service.add({ credentialId: 'rsa', userId: 'ayu', name: 'Ayu Contoh', kind: 'rsa' });
  await service.add({ credentialId: 'sent', userId: 'budi', name: 'Budi Contoh' });
});
beforeEach(() => {
  service.break(null);
  service.delay = 0;
  service.plainEcdsa = false;
  service.requests.length = 0;
  for (const id of ['ec', 'rsa', 'sent']) {
    const one = service.credential(id);
    Object.assign(one, { failures: 0, disabled: false, status: 'valid', mode: 'explicit', pin: '314159', otp: null });
    one.sendsOtp = id === 'sent';
    one.algo = one.kind === 'ec' ? ['1.2.840.10045.4.3.2'] : ['1.2.840.113549.1.1.11'];
  }
  signer = createCscClient(service, systemClock, 1_500);
});
afterAll(() => service[Symbol.asyncDispose]());

const codeOf = (outcome: object | RemoteRefusal | null): string =>
  outcome !== null && isRefusal(outcome) ? outcome.refused.code : 'no refusal';
const sign = (credentialId = 'ec', pin?: string, otp?: string) =>
  signer.sign({ credentialId, digest, pin: pin ?? '314159', otp });
const paths = () => service.requests.map(({ path }) => path);

test('[S95] the house is authorised by its client credentials, and asks for a token once', async () => {
  expect(codeOf(await signer.credentialsOf('ayu'))).toBe('no refusal');
  expect(codeOf(await signer.credentialsOf('ayu'))).toBe('no refusal');
  expect(paths().filter((path) => path === 'oauth2/token')).toHaveLength(1);
  expect(paths().filter((path) => path === 'info')).toHaveLength(1);
  const stranger = createCscClient({ ...service, clientSecret: 'guessed' }, systemClock, 1_500);
  expect(codeOf(await stranger.credentialsOf('ayu'))).toBe('remote-refused');
});

test('[S109] the secret of the client goes nowhere but where it was said', async () => {
  // The same service under another name of this machine: what it says of itself is another origin.
  const url = service.url.replace('127.0.0.1', 'localhost');
  expect(url).not.toBe(service.url);
  const account = { url, clientId: service.clientId, clientSecret: service.clientSecret };
  expect(codeOf(await createCscClient(account, systemClock, 1_500).credentialsOf('ayu'))).toBe('remote-refused');
  expect(paths()).toEqual(['info']);
  const told = { ...account, tokenOrigin: new URL(service.url).origin };
  expect(codeOf(await createCscClient(told, systemClock, 1_500).credentialsOf('ayu'))).toBe('no refusal');
});

test('[S95] a token that the service has ended is replaced by another, and the act goes on', async () => {
  await signer.credentialsOf('ayu');
  service.endTokens();
  expect(await sign()).toBeInstanceOf(Uint8Array);
});

test('[S96] credentials come with certificate, issuers and what the person has to enter', async () => {
  service.credential('ec').otp = '271828';
  const found = await signer.credentialsOf('ayu');
  if (isRefusal(found)) throw new Error(found.refused.detail);
  expect(found.map(({ credentialId, needs, chain }) => [credentialId, needs, chain.length])).toEqual([
    ['ec', { pin: true, otp: true, sendsOtp: false }, 2],
    ['rsa', { pin: true, otp: false, sendsOtp: false }, 2],
  ]);
  expect(codeOf(await signer.credentialsOf('nobody'))).toBe('remote-unknown-credential');
});

test('[S97] a P-256 key answers r‖s, however the service spells it; an RSA key PKCS #1 v1.5', async () => {
  const key = Buffer.from(service.credential('ec').certificate.publicKey.rawData);
  const publicKey = { key, format: 'der', type: 'spki', dsaEncoding: 'ieee-p1363' } as const;
  for (const plain of [false, true]) {
    service.plainEcdsa = plain;
    const signature = await sign();
    if (isRefusal(signature)) throw new Error(signature.refused.detail);
    expect(signature).toHaveLength(64);
    expect(verify('sha256', message, publicKey, signature)).toBe(true);
  }
  for (const algo of ['1.2.840.113549.1.1.11', '1.2.840.113549.1.1.1']) {
    service.credential('rsa').algo = [algo];
    const signature = await sign('rsa');
    if (isRefusal(signature)) throw new Error(signature.refused.detail);
    const rsa = Buffer.from(service.credential('rsa').certificate.publicKey.rawData);
    const proof = createVerify('sha256').update(message);
    expect(proof.verify({ key: rsa, format: 'der', type: 'spki' }, signature)).toBe(true);
  }
});

test('[S98] what was entered authorises this hash once: authorise, then sign, each sent once', async () => {
  await sign();
  const [authorise, signHash] = service.requests.slice(-2);
  const hashes = [digest.toString('base64')];
  expect(authorise).toMatchObject({ path: 'credentials/authorize', body: { numSignatures: 1, hashes } });
  expect(signHash).toMatchObject({ path: 'signatures/signHash', body: { hashes } });
});

test('[S98] an OTP is sent by the service when the person asks for it, and is good once', async () => {
  expect(await signer.sendOtp('sent')).toBeNull();
  const { otp } = service.credential('sent');
  expect(await sign('sent', '314159', otp ?? '')).toBeInstanceOf(Uint8Array);
  expect(codeOf(await sign('sent', '314159', otp ?? ''))).toBe('remote-wrong-authorisation');
  expect(codeOf(await signer.sendOtp('ec'))).toBe('remote-unsupported');
});

test('[S99] every refusal of the service has a code of its own, and says nothing of what was entered', async () => {
  const ec = service.credential('ec');
  for (const pin of ['000001', '000002', '000003']) {
    const refused = await sign('ec', pin);
    expect(codeOf(refused)).toBe('remote-wrong-authorisation');
    expect(JSON.stringify(refused)).not.toContain(pin);
  }
  expect(codeOf(await sign())).toBe('remote-locked');
  ec.failures = 0;
  expect(codeOf(await signer.sign({ credentialId: 'ec', digest }))).toBe('remote-wrong-authorisation');
  expect(codeOf(await sign('none'))).toBe('remote-unknown-credential');
  ec.disabled = true;
  expect(codeOf(await sign())).toBe('remote-unusable');
  ec.disabled = false;
  for (const status of ['expired', 'revoked', 'suspended']) {
    ec.status = status;
    expect(codeOf(await sign())).toBe('remote-unusable');
  }
  ec.status = 'valid';
  ec.algo = ['1.2.840.10045.4.3.4'];
  expect(codeOf(await sign())).toBe('remote-unsupported');
  ec.algo = ['1.2.840.10045.4.3.2'];
  ec.mode = 'oauth2code';
  expect(codeOf(await sign())).toBe('remote-unsupported');
  ec.mode = 'explicit';
  const short = await signer.sign({ credentialId: 'ec', digest: digest.subarray(1), pin: '314159' });
  expect(codeOf(short)).toBe('remote-unsupported');
});

test('[S100] a slow service is given up in time, wherever it is slow', async () => {
  const quick = createCscClient(service, systemClock, 300);
  for (const path of ['info', 'token', 'credentials/info', 'authorize', 'signHash']) {
    service.break({ path, with: 'silence' });
    const fresh = path === 'info' || path === 'token' ? createCscClient(service, systemClock, 300) : quick;
    const begun = performance.now();
    expect(codeOf(await fresh.sign({ credentialId: 'ec', digest, pin: '314159' }))).toBe('remote-timeout');
    expect(performance.now() - begun).toBeLessThan(900);
  }
});

test('[S100] all requests of one act share one time', async () => {
  service.delay = 150;
  const quick = createCscClient(service, systemClock, 400);
  expect(codeOf(await quick.sign({ credentialId: 'ec', digest, pin: '314159' }))).toBe('remote-timeout');
});

test('[S101] what changes nothing is asked once more when the line breaks; what signs never is', async () => {
  for (const how of ['hang-up', 'busy'] as const) {
    service.break({ path: 'credentials/info', with: how, times: 1 });
    expect(await sign()).toBeInstanceOf(Uint8Array);
    for (const path of ['credentials/authorize', 'signatures/signHash', 'credentials/getChallenge']) {
      service.break({ path, with: how, times: 1 });
      const outcome = path.endsWith('Challenge') ? await signer.sendOtp('sent') : await sign();
      expect(codeOf(outcome)).toBe('remote-unreachable');
    }
  }
  const gone = createCscClient({ ...service, url: 'http://127.0.0.1:9/csc/v2' }, systemClock, 1_500);
  expect(codeOf(await gone.credentialsOf('ayu'))).toBe('remote-unreachable');
});

test('[S102] an answer of another form, or without end, is refused', async () => {
  for (const path of ['info', 'token', 'credentials/list', 'credentials/info', 'authorize', 'signHash']) {
    for (const how of ['nonsense', 'flood'] as const) {
      service.break({ path, with: how });
      const fresh = createCscClient(service, systemClock, 1_500);
      const outcome =
        path === 'credentials/list'
          ? await fresh.credentialsOf('ayu')
          : await fresh.sign({ credentialId: 'ec', digest, pin: '314159' });
      expect(codeOf(outcome)).toBe(how === 'flood' ? 'remote-unreachable' : 'remote-refused');
    }
  }
});
