import { describe, expect, test } from 'vitest';
import { mediaAddress } from '#setup/media-address';

const addresses = ['192.168.1.20', 'fd00::1'];

describe('where media is reached', () => {
  test.each([
    ['127.0.0.1', null, '127.0.0.1', null],
    ['localhost', null, '127.0.0.1', null],
    ['::1', null, '::1', null],
    ['0.0.0.0', null, '0.0.0.0', '192.168.1.20'],
    ['10.0.0.7', null, '10.0.0.7', null],
    ['teken.example', null, '0.0.0.0', 'teken.example'],
    ['127.0.0.1', '203.0.113.5', '0.0.0.0', '203.0.113.5'],
    ['0.0.0.0', '203.0.113.5', '0.0.0.0', '203.0.113.5'],
    ['::', 'teken.example', '::', 'teken.example'],
  ])('HOST %s and ANNOUNCED_ADDRESS %s: listens on %s, announces %s', (host, announcedAddress, listenIp, announced) => {
    expect(mediaAddress({ host, announcedAddress }, addresses)).toEqual({ listenIp, announcedAddress: announced });
  });
});
