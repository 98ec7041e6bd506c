import { accessSync, constants } from 'node:fs';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { LOG_LEVELS } from '#platform/log';
import type { LogLevel } from '#platform/log';
import { readSigningService, signingServiceSettings, type SigningServiceSettings } from './config-signing-service.ts';
import { keySettings, readKeySettings, type KeySettings } from './config-keys.ts';
import { readOpenSecrets, type OpenSecret } from './config-secrets.ts';
import { readTimeStamps, timeStampSettings, type TimeStampSettings } from './config-time-stamps.ts';

// The only reader of the environment.

export type Environment = { readonly [name: string]: string | undefined };

export type Config = TimeStampSettings & {
  /** Absolute. */
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** The one canonical address, an origin without a slash at its end: links, QR codes, cookies, revocation lists. */
  readonly publicUrl: string;
  /** True while the canonical address reaches this machine only: what is signed now carries it for ever. */
  readonly publicUrlIsLoopback: boolean;
  readonly tls:
    | { readonly mode: 'off' }
    | { readonly mode: 'files'; readonly certFile: string; readonly keyFile: string }
    | { readonly mode: 'self-signed' };
  /** Name of whoever holds the ceremony, as it stands in the certificates of Teken's own authority. */
  readonly organiser: string;
  readonly keys: KeySettings;
  /** To be told at a start: nothing is refused for it. */
  readonly openSecrets: readonly OpenSecret[];
  /** Where signatories may sign by a recognised issuer's service; null: nowhere. */
  readonly signingService: SigningServiceSettings | null;
  readonly announcedAddress: string | null;
  readonly rtcPort: number;
  readonly mediasoupWorkerBin: string | null;
  readonly logLevel: LogLevel;
  /** Whether an empty data folder gets the sample ceremony. */
  readonly sample: boolean;
};

export const settings = [
  {
    name: 'DATA_DIR',
    default: './data',
    meaning: 'Folder of the database and the keys (made with mode 0700).',
  },
  {
    name: 'HOST',
    default: '127.0.0.1',
    meaning:
      'Address to listen on; `0.0.0.0` for every IPv4 address of the machine. Beyond loopback Teken speaks HTTPS, with a certificate of its own making if none is given.',
  },
  { name: 'PORT', default: '3000', meaning: 'TCP port to listen on.' },
  {
    name: 'PUBLIC_URL',
    default: 'from HOST and PORT',
    meaning:
      'The one address under which everybody reaches Teken. Links, QR codes, cookies and revocation lists carry it.',
  },
  {
    name: 'ORGANISER',
    default: 'Panitia Penyelenggara (contoh)',
    meaning:
      'Who holds the ceremony, at most 48 characters: stands in the certificates of Teken’s own authority from the first start or import on.',
  },
  ...keySettings,
  ...signingServiceSettings,
  { name: 'TLS_CERT', default: 'none', meaning: 'File with the certificate chain (PEM), together with TLS_KEY.' },
  { name: 'TLS_KEY', default: 'none', meaning: 'File with the private key of TLS_CERT (PEM, without a passphrase).' },
  {
    name: 'ANNOUNCED_ADDRESS',
    default: 'from HOST',
    meaning: 'IP address or host name under which browsers reach the media port.',
  },
  {
    name: 'RTC_PORT',
    default: '40000',
    meaning: 'First port for video and sound (UDP and TCP); each media worker takes one, counting up.',
  },
  {
    name: 'MEDIASOUP_WORKER_BIN',
    default: 'found at set-up',
    meaning: 'File of the media worker, if not the one that set-up found or built.',
  },
  {
    name: 'SAMPLE',
    default: 'yes',
    meaning: 'Whether an empty data folder gets the sample ceremony: yes or no.',
  },
  ...timeStampSettings,
  {
    name: 'LOG_LEVEL',
    default: 'info',
    meaning: 'One of debug, info, warn, error, silent. The log goes to stderr, one JSON object a line.',
  },
] as const satisfies readonly { readonly name: string; readonly default: string; readonly meaning: string }[];

export type Reading =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] };

/** For commands that need nothing but the place of the data. */
export const dataDirOf = (env: Environment = process.env): string => resolve(given(env, 'DATA_DIR') ?? './data');

export const isLoopback = (host: string): boolean => {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  return bare === 'localhost' || bare.endsWith('.localhost') || bare === '::1' || /^127(\.\d{1,3}){3}$/.test(bare);
};

/** Addresses of this machine that other machines may reach, IPv4 first. */
export const addressesOfThisMachine = (): readonly string[] =>
  Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
    .sort((a, b) => a.family.localeCompare(b.family))
    .map(({ address }) => address);

/** One sentence per mistake; nothing is guessed once something is wrong. */
export const readConfig = (env: Environment = process.env, addresses = addressesOfThisMachine()): Reading => {
  const problems: string[] = [];
  const host = readHost(env, problems);
  const port = readPort(env, 'PORT', '3000', problems);
  const rtcPort = readPort(env, 'RTC_PORT', '40000', problems);
  const tls = readTls(env, host, problems);
  const announcedAddress = readAnnounced(env, problems);
  const publicUrl = readPublicUrl(env, problems) ?? derivePublicUrl({ host, port, tls, announcedAddress, addresses });
  const organiser = given(env, 'ORGANISER') ?? 'Panitia Penyelenggara (contoh)';
  // X.520: a common name is at most 64 characters, and ours adds a few words to it.
  if (organiser.length > 48) problems.push(`ORGANISER must be at most 48 characters, not ${organiser.length}.`);
  const keys = readKeySettings(env, problems);
  const signingService = readSigningService(env, problems);
  const mediasoupWorkerBin = given(env, 'MEDIASOUP_WORKER_BIN') ?? null;
  if (mediasoupWorkerBin !== null && !may(mediasoupWorkerBin, constants.X_OK))
    problems.push(`MEDIASOUP_WORKER_BIN names ${mediasoupWorkerBin}, which is missing or cannot be executed.`);
  const timeStamps = readTimeStamps(env, problems);
  const level = given(env, 'LOG_LEVEL') ?? 'info';
  const logLevel = LOG_LEVELS.find((known) => known === level);
  if (!logLevel) problems.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, not "${level}".`);
  const sample = given(env, 'SAMPLE') ?? 'yes';
  if (sample !== 'yes' && sample !== 'no') problems.push(`SAMPLE must be yes or no, not "${sample}".`);
  if (problems.length > 0 || !logLevel) return { ok: false, problems };
  const publicUrlIsLoopback = isLoopback(new URL(publicUrl).hostname);
  return {
    ok: true,
    config: {
      dataDir: dataDirOf(env),
      host,
      port,
      publicUrl,
      publicUrlIsLoopback,
      tls,
      organiser,
      keys,
      openSecrets: readOpenSecrets(env),
      signingService,
      announcedAddress,
      rtcPort,
      mediasoupWorkerBin,
      logLevel,
      ...timeStamps,
      sample: sample === 'yes',
    },
  };
};

/** An empty setting is one that is not given: `HOST= npm start` is how shells unset it for one run. */
const given = (env: Environment, name: (typeof settings)[number]['name']): string | undefined =>
  env[name]?.trim() || undefined;

const may = (file: string, mode: number): boolean => {
  try {
    accessSync(file, mode);
    return true;
  } catch {
    return false;
  }
};

const hostName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;
const isHost = (text: string): boolean => isIP(text) !== 0 || (hostName.test(text) && !/^[\d.]+$/.test(text));

const readHost = (env: Environment, problems: string[]): string => {
  const host = (given(env, 'HOST') ?? '127.0.0.1').replace(/^\[(.+)\]$/, '$1');
  if (!isHost(host)) problems.push(`HOST must be an IP address or a host name without a port, not "${host}".`);
  return host;
};

const readPort = (env: Environment, name: 'PORT' | 'RTC_PORT', standard: string, problems: string[]): number => {
  const text = given(env, name) ?? standard;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) problems.push(`${name} must be a whole number from 1 to 65535, not "${text}".`);
  return port;
};

const readTls = (env: Environment, host: string, problems: string[]): Config['tls'] => {
  const certFile = given(env, 'TLS_CERT');
  const keyFile = given(env, 'TLS_KEY');
  if (certFile === undefined && keyFile === undefined)
    // Browsers give camera and microphone to localhost and HTTPS only.
    return isLoopback(host) ? { mode: 'off' } : { mode: 'self-signed' };
  if (certFile === undefined || keyFile === undefined) {
    const [there, missing] = keyFile === undefined ? ['TLS_CERT', 'TLS_KEY'] : ['TLS_KEY', 'TLS_CERT'];
    problems.push(`${there} is given without ${missing}; give both or neither.`);
    return { mode: 'off' };
  }
  for (const [name, file] of [
    ['TLS_CERT', certFile],
    ['TLS_KEY', keyFile],
  ] as const)
    if (!may(file, constants.R_OK)) problems.push(`${name} names ${file}, which is missing or cannot be read.`);
  return { mode: 'files', certFile: resolve(certFile), keyFile: resolve(keyFile) };
};

const readAnnounced = (env: Environment, problems: string[]): string | null => {
  const address = given(env, 'ANNOUNCED_ADDRESS');
  if (address === undefined) return null;
  if (!isHost(address) || address === '0.0.0.0' || address === '::')
    problems.push(
      `ANNOUNCED_ADDRESS must be the IP address or host name that browsers reach, without a port, not "${address}".`,
    );
  return address;
};

const readPublicUrl = (env: Environment, problems: string[]): string | null => {
  const text = given(env, 'PUBLIC_URL');
  if (text === undefined) return null;
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    problems.push(`PUBLIC_URL must be an address such as https://teken.example.go.id, not "${text}".`);
    return null;
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    problems.push(`PUBLIC_URL must be scheme, host and port only, such as ${url.origin}, not "${text}".`);
    return null;
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    problems.push(
      `PUBLIC_URL must begin with https:// beyond this machine, since browsers give camera and microphone to HTTPS only; it is "${text}".`,
    );
    return null;
  }
  return url.origin;
};

const derivePublicUrl = (from: {
  readonly host: string;
  readonly port: number;
  readonly tls: Config['tls'];
  readonly announcedAddress: string | null;
  readonly addresses: readonly string[];
}): string => {
  const everywhere = from.host === '0.0.0.0' || from.host === '::';
  const beyond = everywhere ? (from.announcedAddress ?? from.addresses[0] ?? 'localhost') : from.host;
  const host = isLoopback(from.host) ? 'localhost' : beyond;
  const scheme = from.tls.mode === 'off' ? 'http' : 'https';
  // URL drops the port that the scheme implies, so that the origin equals the one that browsers send.
  return URL.parse(`${scheme}://${isIP(host) === 6 ? `[${host}]` : host}:${from.port}`)?.origin ?? '';
};
