import 'reflect-metadata';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { CRLDistributionPointsExtension } from '@peculiar/x509';
import { DistributionPoint, DistributionPointName, GeneralName, Reason } from '@peculiar/asn1-x509';
import { expect, test } from 'vitest';
import { createForeignLists } from '#signing/foreign-lists';
import type { Found } from '#signing/kept-evidence';
import { listAddressesOf } from '#signing/list-addresses';
import { createTimeTrust } from '#signing/time-trust';
import { createTimeStampClient } from '#signing/time-stamp-client';
import { readCertificate } from '#signing/verify/certificate';
import { readRevocationList } from '#signing/verify/revocation-list';
import { randomBytes } from '#platform/random';
import { listOf, type ListBehaviour } from '#support/revocation-lists';
import { openTimeStampAuthority, testSigner } from '#support/time-stamp-authority';

const NOW = new Date('2026-03-02T03:00:00Z');
const HOUR = 3_600_000;
const now = (): Date => NOW;
const SIGNING = '1.3.6.1.5.5.7.3.4';

/** An authority whose list is asked for at its address; time goes on as told. */
const openPlace = async () => {
  let time = NOW.getTime();
  const authority = await openTimeStampAuthority('ec', () => new Date(time));
  const { listUrl, issuer } = authority;
  const signer = await testSigner('ec', NOW, SIGNING, { listUrl, issuer });
  const lists = createForeignLists({ now: () => new Date(time), timeoutMs: 300, pauseMs: 30_000 });
  const [own, root] = [readCertificate(signer.certificate), readCertificate(signer.root)];
  return {
    authority,
    ask: () => lists.of(own, root),
    pass: (milliseconds: number) => (time += milliseconds),
    [Symbol.asyncDispose]: () => authority[Symbol.asyncDispose](),
  };
};
const whyNot = (found: Found): string => (found.ok ? 'found' : `${found.why}: ${found.detail}`);

test('[S51] [S53] a current list of the issuer is taken, and asked for once by however many documents', async () => {
  await using place = await openPlace();
  const found = await Promise.all([place.ask(), place.ask(), place.ask()]);
  expect(found.map(whyNot)).toEqual(['found', 'found', 'found']);
  place.pass(HOUR - 1);
  const [first, again] = [found[0], await place.ask()];
  expect(place.authority.listsAsked).toBe(1);
  if (!first?.ok || !again.ok) throw new Error('There is no list.');
  expect(Buffer.from(again.der).equals(first.der)).toBe(true);
  expect(readRevocationList(first.der).thisUpdate.getTime()).toBeLessThanOrEqual(NOW.getTime());
});

test.for<readonly [ListBehaviour, string]>([
  ['ended', 'unfit: What 127.0.0.1 gave as the revocation list ended on 2026-02-2'],
  ['wrong-signer', 'unfit: What 127.0.0.1 gave as the revocation list is not signed by its issuer'],
  ['another-issuer', 'unfit: What 127.0.0.1 gave as the revocation list is of another issuer'],
  ['nonsense', 'unfit: What 127.0.0.1 gave as the revocation list cannot be read as one'],
  ['endless', 'not-offered: The revocation list at 127.0.0.1 is longer than 1048576 bytes'],
  ['away', 'away: The revocation list at 127.0.0.1 was answered with status 503'],
  ['slow', 'away: The revocation list at 127.0.0.1 did not come in 300 ms'],
  ['hangs-up', 'away: The revocation list at 127.0.0.1 cannot be reached'],
  ['moved', 'found'],
  ['moved-to-file', 'away: The revocation list at 127.0.0.1 was moved to where it is not asked for'],
  ['moved-for-ever', 'away: The revocation list at 127.0.0.1 was moved too often'],
])('[S51] [S52] of an address that is %s: %s', async ([behaviour, words]) => {
  await using place = await openPlace();
  place.authority.list = behaviour;
  const told = whyNot(await place.ask()).replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1');
  expect(told.startsWith(words) ? words : told).toBe(words);
  if (behaviour === 'moved-for-ever') expect(place.authority.listsAsked).toBe(4);
});

test('[S53] what did not come is left in peace for half a minute; an old list counts while it is current', async () => {
  await using place = await openPlace();
  place.authority.list = 'away';
  expect([whyNot(await place.ask()), whyNot(await place.ask())]).not.toContain('found');
  expect(place.authority.listsAsked).toBe(1);
  place.authority.list = 'current';
  place.pass(30_001);
  expect(whyNot(await place.ask())).toBe('found');
  // After an hour a newer one is asked for; it does not come, and the one that is there has six days left.
  place.authority.list = 'away';
  place.pass(HOUR);
  expect([whyNot(await place.ask()), place.authority.listsAsked]).toEqual(['found', 3]);
  place.pass(7 * 24 * HOUR);
  expect(whyNot(await place.ask())).toContain('away: ');
});

test('[S52] only addresses on the web are read, without names and passwords, and of whole lists of the issuer itself', async () => {
  const addresses = async (...urls: string[]): Promise<readonly string[]> => {
    const { certificate } = await testSigner('ec', NOW, SIGNING, { points: new CRLDistributionPointsExtension(urls) });
    return listAddressesOf(certificate).addresses.map(({ href }) => href);
  };
  expect(await addresses('file:///etc/passwd', 'ldap://ca.example/cn=x', 'ftp://ca.example/list')).toEqual([]);
  expect(await addresses('http://name:word@ca.example/list', 'http://ca.example/list', '::')).toEqual([
    'http://ca.example/list',
  ]);
  const many = ['1', '2', '3', '4', '5'].map((each) => `https://ca.example/${each}`);
  expect(await addresses(...many)).toEqual(many.slice(0, 4));
  const fullName = [new GeneralName({ uniformResourceIdentifier: 'http://ca.example/some' })];
  const distributionPoint = new DistributionPointName({ fullName });
  const odd = new CRLDistributionPointsExtension([
    new DistributionPoint({ distributionPoint, reasons: new Reason(2) }),
    new DistributionPoint({ distributionPoint, cRLIssuer: fullName }),
  ]);
  expect(listAddressesOf((await testSigner('ec', NOW, SIGNING, { points: odd })).certificate).addresses).toEqual([]);
});

test('[S51] of several addresses the next one is asked when the first gives nothing to go by', async () => {
  await using authority = await openTimeStampAuthority('ec', now);
  const list = await listOf(authority.issuer, NOW);
  const second = createServer((_request, response) => void response.end(list));
  second.listen(0, '127.0.0.1');
  await once(second, 'listening');
  authority.list = 'nonsense';
  const other = `http://127.0.0.1:${(second.address() as AddressInfo).port}/`;
  const points = new CRLDistributionPointsExtension([authority.listUrl, other]);
  const signer = await testSigner('ec', NOW, SIGNING, { points, issuer: authority.issuer });
  const found = await createForeignLists({ now }).of(readCertificate(signer.certificate), readCertificate(signer.root));
  second.close();
  expect([whyNot(found), authority.listsAsked]).toEqual(['found', 1]);
});

test('[S55] a token that leads to no root of TSA_ROOTS is not taken', async () => {
  await using authority = await openTimeStampAuthority('ec', now);
  const other = await testSigner('ec', NOW);
  const sha256 = new Uint8Array(32).fill(7);
  const client = (roots: readonly string[]) =>
    createTimeStampClient({
      url: authority.url,
      timeoutMs: 1_000,
      randomBytes,
      isTrusted: createTimeTrust(roots, now),
    });
  expect((await client([other.rootPem, authority.rootPem]).stamp(sha256)).length).toBeGreaterThan(500);
  for (const roots of [[], [other.rootPem]]) {
    await expect(client(roots).stamp(sha256)).rejects.toThrow('leads to none of the roots of TSA_ROOTS');
  }
});
