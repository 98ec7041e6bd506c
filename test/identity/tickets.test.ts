import { mkdtemp, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { cookieHeader, readCookie, ticketCookieName } from '#identity/cookies';
import { openIdentityKeys } from '#identity/keys';
import { makeTicket, readTicket, ticketFromCookies, TICKET_SECONDS } from '#identity/tickets';
import { randomBytes } from '#platform/random';

const key = randomBytes(32);
const now = new Date('2021-01-18T02:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const ticket = { ceremonyId: 'kemitraan-2021', personId: 'p-0123', deviceId: 'd_1-x', serial: 3 };

const signed = (claims: Record<string, unknown>) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' });

describe('tickets', () => {
  test('[P3] a ticket says what it was made of until it expires', async () => {
    const made = await makeTicket(key, ticket, now);
    expect(await readTicket(key, made, now)).toEqual(ticket);
    expect(await readTicket(key, made, later(TICKET_SECONDS - 1))).toEqual(ticket);
    expect(await readTicket(key, made, later(TICKET_SECONDS))).toBe('invalid');
  });

  test('[P3] a ticket of another key, of no key or of another algorithm is invalid', async () => {
    expect(await readTicket(key, await makeTicket(randomBytes(32), ticket, now), now)).toBe('invalid');
    expect(await readTicket(key, new UnsecuredJWT({ ...ticket }).setExpirationTime('7d').encode(), now)).toBe(
      'invalid',
    );
    const other = await new SignJWT({ ...ticket })
      .setProtectedHeader({ alg: 'HS512' })
      .setExpirationTime(later(60))
      .sign(randomBytes(64));
    expect(await readTicket(key, other, now)).toBe('invalid');
  });

  test('[P3] a ticket without expiry or without a device is invalid, though we signed it', async () => {
    expect(await readTicket(key, await signed({ ...ticket }).sign(key), now)).toBe('invalid');
    const { deviceId: _, ...without } = ticket;
    expect(await readTicket(key, await signed(without).setExpirationTime(later(60)).sign(key), now)).toBe('invalid');
  });

  test.each(['', 'x', 'a.b.c', '..'])('[P3] %j is no ticket', async (text) => {
    expect(await readTicket(key, text, now)).toBe('invalid');
  });

  test('[P3] a ticket is spelled in one way: nobody has thousands of one remembered', async () => {
    const made = await makeTicket(key, ticket, now);
    const [head = '', claims = '', mac = ''] = made.split('.');
    for (const other of [`${made}=`, `${made}  `, `${head}.${claims}.${mac.slice(0, 9)} ${mac.slice(9)}`, `${made}.`])
      expect(await readTicket(key, other, now), other).toBe('invalid');
    // The last character of a MAC of 32 bytes has two bits to spare.
    const spared = Array.from({ length: 64 }, async (_, last) =>
      readTicket(
        key,
        made.slice(0, -1) +
          Buffer.from([last << 2])
            .toString('base64url')
            .charAt(0),
        now,
      ),
    );
    expect((await Promise.all(spared)).filter((one) => one !== 'invalid')).toHaveLength(1);
    expect(await readTicket(key, made, now)).toEqual(ticket);
  });

  test('[P4] a ticket counts only for the person of whom it speaks, whatever its cookie is called', async () => {
    const made = await makeTicket(key, ticket, now);
    const own = `teken-device=d; ${ticketCookieName(ticket)}=${made}`;
    expect(await ticketFromCookies(key, own, ticket, now)).toEqual(ticket);
    const minister = { ceremonyId: ticket.ceremonyId, personId: 'minister' };
    expect(await ticketFromCookies(key, own, minister, now)).toBeNull();
    expect(await ticketFromCookies(key, `${ticketCookieName(minister)}=${made}`, minister, now)).toBeNull();
    expect(await ticketFromCookies(key, undefined, ticket, now)).toBeNull();
  });
});

describe('cookies', () => {
  test('[P4] a cookie is HttpOnly and SameSite=Strict, and Secure on https', () => {
    const plain = cookieHeader('teken-device', 'abc', { secure: false, maxAgeSeconds: 60 });
    expect(plain).toBe('teken-device=abc; Max-Age=60; Path=/; HttpOnly; SameSite=Strict');
    expect(cookieHeader('teken-device', 'abc', { secure: true, maxAgeSeconds: 60 })).toBe(`${plain}; Secure`);
    expect(() => cookieHeader('teken-device', 'a;b', { secure: true, maxAgeSeconds: 60 })).toThrow();
  });

  test('[P4] a name is matched whole and the first one counts', () => {
    expect(readCookie('teken.a.bc=1; teken.a.b=2; teken.a.b=3', 'teken.a.b')).toBe('2');
    expect(readCookie('xteken.a.b=1', 'teken.a.b')).toBeNull();
    expect(readCookie('teken.a.b', 'teken.a.b')).toBeNull();
  });
});

describe('keys', () => {
  test('[P2] links and tickets have keys of their own that stay the same over restarts', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'teken-identity-'));
    const keys = await openIdentityKeys(dataDir, randomBytes);
    expect(keys.links).toHaveLength(32);
    expect(keys.links).not.toEqual(keys.tickets);
    expect(await openIdentityKeys(dataDir, randomBytes)).toEqual(keys);
    expect((await stat(join(dataDir, 'keys', 'links.key'))).mode & 0o777).toBe(0o600);
  });

  test('[P2] a damaged key file is told in a sentence, not replaced', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'teken-identity-'));
    await openIdentityKeys(dataDir, randomBytes);
    await writeFile(join(dataDir, 'keys', 'links.key'), 'short');
    await expect(openIdentityKeys(dataDir, randomBytes)).rejects.toThrow(/links\.key, is damaged/);
  });
});
