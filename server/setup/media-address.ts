import { isIP, isIPv6 } from 'node:net';
import { isLoopback } from '#server/config';
import type { Config } from '#server/config';

/** Where the media workers listen, and what browsers are told to reach; null: the address that they listen on. */
export const mediaAddress = (
  config: Pick<Config, 'host' | 'announcedAddress'>,
  addresses: readonly string[],
): { readonly listenIp: string; readonly announcedAddress: string | null } => {
  const { host, announcedAddress } = config;
  const everywhere = isIPv6(host) ? '::' : '0.0.0.0';
  // Pages may come through a proxy on this machine while media is reached directly.
  if (announcedAddress !== null && !isLoopback(announcedAddress)) return { listenIp: everywhere, announcedAddress };
  if (isLoopback(host)) return { listenIp: host === '::1' ? '::1' : '127.0.0.1', announcedAddress: null };
  if (host === everywhere) return { listenIp: everywhere, announcedAddress: addresses[0] ?? '127.0.0.1' };
  return isIP(host) === 0
    ? { listenIp: '0.0.0.0', announcedAddress: host }
    : { listenIp: host, announcedAddress: null };
};
