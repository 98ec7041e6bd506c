import { assert, integer, property, stringMatching } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkAddress, makeLink, readLink } from '#identity/links';
import { randomBytes } from '#platform/random';

const key = randomBytes(32);
const link = {
  ceremonyId: 'kemitraan-2021',
  personId: 'p-0123',
  serial: 1,
  expiresAt: new Date('2021-01-25T00:00:00Z'),
};

describe('personal links', () => {
  test('[P1] a token can be derived again and says what it was made of', () => {
    const token = makeLink({ key, ...link });
    expect(makeLink({ key, ...link })).toBe(token);
    expect(readLink(key, token)).toEqual(link);
    expect(linkAddress('https://teken.example', token)).toBe(`https://teken.example/j/${token}`);
  });

  test('[P1] any ids, serials and times survive; the token ends in a letter or digit and stays short', () => {
    const id = stringMatching(/^[a-z0-9][a-z0-9-]{0,63}$/);
    assert(
      property(id, id, integer({ min: 1, max: 65_535 }), integer({ min: 0, max: 2 ** 32 - 1 }), (...given) => {
        const [ceremonyId, personId, serial, second] = given;
        const any = { ceremonyId, personId, serial, expiresAt: new Date(second * 1000) };
        const token = makeLink({ key, ...any });
        expect(readLink(key, token)).toEqual(any);
        expect(token).toMatch(/^[\w-]{0,201}[A-Za-z0-9]$/);
      }),
    );
    expect(makeLink({ key, ...link }).length).toBeLessThanOrEqual(60);
  });

  test('[P1] a token changed in any one character is invalid', () => {
    const token = makeLink({ key, ...link });
    for (let at = 0; at < token.length; at++)
      for (const other of ['A', 'b', '-', '_', '9'])
        if (token[at] !== other)
          expect(readLink(key, `${token.slice(0, at)}${other}${token.slice(at + 1)}`)).toBe('invalid');
  });

  test('[P1] a token cannot be made to speak of another person, serial or time', () => {
    const bytes = Buffer.from(makeLink({ key, ...link }), 'base64url');
    const forged = Buffer.concat([
      bytes.subarray(0, 16),
      Buffer.from(makeLink({ key: randomBytes(32), ...link, serial: 2 }), 'base64url').subarray(16),
    ]);
    expect(readLink(key, forged.toString('base64url'))).toBe('invalid');
  });

  test.each([
    ['empty', ''],
    ['no base64url', 'not a token!'],
    ['too short', Buffer.alloc(22).toString('base64url')],
    ['zeros', Buffer.alloc(60).toString('base64url')],
    ['a megabyte', 'A'.repeat(1_000_000)],
  ])('[P1] %s is invalid', (_, token) => {
    expect(readLink(key, token)).toBe('invalid');
  });

  test('[P1] another spelling of the same bytes is invalid', () => {
    const token = makeLink({ key, ...link });
    for (const spelling of [`${token}=`, `${token} `, ` ${token}`, `${token}\n`, token.replaceAll('_', '/') + '!'])
      expect(readLink(key, spelling)).toBe('invalid');
  });

  test('[P2] a token of another key is invalid', () => {
    expect(readLink(randomBytes(32), makeLink({ key, ...link }))).toBe('invalid');
  });
});
