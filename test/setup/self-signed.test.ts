import { X509Certificate, createPrivateKey } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fingerprintOf, selfSigned } from '#setup/self-signed';

const now = new Date('2021-01-18T02:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
const newPlace = async () => ({
  file: join(await mkdtemp(join(tmpdir(), 'teken-tls-')), 'keys', 'self-signed.pem'),
  remove: (file: string) => rm(file),
});

describe('a certificate of our own making', () => {
  test('names every host and address, fits its key, and is kept', async () => {
    const place = await newPlace();
    const names = ['teken.example', '192.168.1.20', 'fd00::1', 'localhost'];
    const { cert, key } = await selfSigned(place, names, now);
    const certificate = new X509Certificate(cert);
    expect(certificate.subjectAltName).toBe(
      'DNS:teken.example, IP Address:192.168.1.20, IP Address:FD00:0:0:0:0:0:0:1, DNS:localhost',
    );
    expect(certificate.ca).toBe(false);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect((await selfSigned(place, names, later(300))).cert).toBe(cert);
  });

  test('is made anew before it expires and when a name is not covered', async () => {
    const place = await newPlace();
    const first = await selfSigned(place, ['localhost'], now);
    const renewed = await selfSigned(place, ['localhost'], later(370));
    expect(fingerprintOf(renewed.cert)).not.toBe(fingerprintOf(first.cert));
    const moved = await selfSigned(place, ['localhost', '10.0.0.9'], later(370));
    expect(new X509Certificate(moved.cert).checkIP('10.0.0.9')).toBe('10.0.0.9');
    expect((await selfSigned(place, ['localhost'], later(370))).cert).toBe(moved.cert);
  });
});
