import { readFileSync } from 'node:fs';
import type { Environment } from './config.ts';
import { rootsIn } from './config-roots.ts';

/** A signing service of a recognised issuer, spoken to by the Cloud Signature Consortium's API v2. */
export type SigningServiceSettings = {
  /** Base of the API, no slash at its end. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Origin at which it gives tokens, where that is another. */
  readonly tokenOrigin: string | null;
  /** As people know it. */
  readonly name: string;
  /** PEM. */
  readonly roots: readonly string[];
};

export const signingServiceSettings = [
  {
    name: 'CSC_URL',
    default: 'none',
    meaning:
      'Base address of a recognised issuer’s signing service (Cloud Signature Consortium API v2), such as https://psre.example/csc/v2. With it, signatories may sign by that service instead of the browser’s key; not in rehearsals.',
  },
  { name: 'CSC_CLIENT_ID', default: 'none', meaning: 'Client id that the service of CSC_URL gave to this house.' },
  { name: 'CSC_CLIENT_SECRET', default: 'none', meaning: 'Secret of that client.' },
  {
    name: 'CSC_CLIENT_SECRET_FILE',
    default: 'none',
    meaning: 'File whose first line is that secret, in place of CSC_CLIENT_SECRET.',
  },
  {
    name: 'CSC_TOKEN_ORIGIN',
    default: 'origin of CSC_URL',
    meaning:
      'Where that service gives tokens, if on another host, such as https://login.psre.example. The client’s secret is sent nowhere else.',
  },
  {
    name: 'CSC_NAME',
    default: 'host of CSC_URL',
    meaning: 'Name of the service as signatories know it, at most 48 characters.',
  },
  {
    name: 'CSC_ROOTS',
    default: 'none',
    meaning:
      'PEM file with the roots of that issuer; needed with CSC_URL. Only a certificate that leads to one of them signs, and counts as certified when a document is verified.',
  },
] as const satisfies readonly { readonly name: string; readonly default: string; readonly meaning: string }[];

type Name = (typeof signingServiceSettings)[number]['name'];
type Problems = { push(problem: string): unknown };

export const readSigningService = (env: Environment, problems: Problems): SigningServiceSettings | null => {
  const given = (name: Name): string | undefined => env[name]?.trim() || undefined;
  const text = given('CSC_URL');
  if (text === undefined) {
    const lost = signingServiceSettings.find(({ name }) => given(name) !== undefined);
    if (lost !== undefined) problems.push(`${lost.name} is given without CSC_URL.`);
    return null;
  }
  const url = readAddress(text, problems);
  const clientId = given('CSC_CLIENT_ID') ?? '';
  if (clientId === '') problems.push('CSC_URL is given without CSC_CLIENT_ID.');
  const clientSecret = readSecret(given, problems);
  const name = given('CSC_NAME') ?? url?.hostname.slice(0, 48) ?? '';
  if (name.length > 48) problems.push(`CSC_NAME must be at most 48 characters, not ${name.length}.`);
  const roots = readRoots(given('CSC_ROOTS'), problems);
  const tokenOrigin = readTokenOrigin(given('CSC_TOKEN_ORIGIN'), problems);
  return {
    url: `${url?.origin}${url?.pathname.replace(/\/+$/, '')}`,
    clientId,
    clientSecret,
    tokenOrigin,
    name,
    roots,
  };
};

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const readAddress = (text: string, problems: Problems): URL | null => {
  const url = URL.parse(text);
  const isPlain = url?.search === '' && url.hash === '' && url.username === '' && url.password === '';
  if (!isPlain || !['https:', 'http:'].includes(url.protocol)) {
    problems.push(`CSC_URL must be an address such as https://psre.example/csc/v2, not "${text}".`);
    return null;
  }
  // PINs go there.
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    problems.push(`CSC_URL must begin with https:// beyond this machine; it is "${text}".`);
    return null;
  }
  return url;
};

const readTokenOrigin = (text: string | undefined, problems: Problems): string | null => {
  if (text === undefined) return null;
  const url = URL.parse(text);
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (url === null || !isSafe || `${url.origin}/` !== url.href) {
    problems.push(`CSC_TOKEN_ORIGIN must be an origin such as https://login.psre.example, not "${text}".`);
    return null;
  }
  return url.origin;
};

const readSecret = (given: (name: Name) => string | undefined, problems: Problems): string => {
  const [secret, file] = [given('CSC_CLIENT_SECRET'), given('CSC_CLIENT_SECRET_FILE')];
  if (secret !== undefined && file !== undefined)
    problems.push('CSC_CLIENT_SECRET and CSC_CLIENT_SECRET_FILE are both given; give one of them.');
  if (secret !== undefined) return secret;
  if (file === undefined) {
    problems.push('CSC_URL is given without CSC_CLIENT_SECRET or CSC_CLIENT_SECRET_FILE.');
    return '';
  }
  const [line = ''] = readNamed('CSC_CLIENT_SECRET_FILE', file, problems).split(/\r?\n/);
  if (line.trim() === '')
    problems.push(`CSC_CLIENT_SECRET_FILE names ${file}, whose first line is empty or unreadable.`);
  return line.trim();
};

const readRoots = (file: string | undefined, problems: Problems): readonly string[] => {
  if (file === undefined) {
    problems.push(
      'CSC_URL is given without CSC_ROOTS: a signature counts as certified only under a known issuer’s root.',
    );
    return [];
  }
  const text = readNamed('CSC_ROOTS', file, problems);
  return rootsIn({ name: 'CSC_ROOTS', file, text }, problems);
};

/** Empty after a problem. */
const readNamed = (name: Name, file: string, problems: Problems): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    problems.push(`${name} names ${file}, which is missing or cannot be read.`);
    return '';
  }
};
