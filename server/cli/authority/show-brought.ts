import { X509Certificate } from 'node:crypto';
import { StartFault } from '#platform/start-fault';
import type { Reading } from '#server/config';
import { openSealP12 } from '#signing/seal-p12';
import { certificateRow, rowText, type CertificateRow } from './certificate-row.ts';

/** What stands in place of the house's own, or beside it, as the settings name it. */
export type Brought = {
  /** Of a PKCS#12 file, with its issuers up to the root; empty: none. */
  readonly seal: readonly CertificateRow[];
  /** Labels of the token with the seal and of its key; null: it is on none. */
  readonly sealToken: { readonly token: string; readonly key: string } | null;
  /** Time-stamp authorities that are asked before the house's own, and the roots by which others are judged. */
  readonly stampers: readonly string[];
  readonly stamperRoots: readonly CertificateRow[];
  /** Sentences: what the settings name and cannot be used as it is. */
  readonly problems: readonly string[];
};

export const NOTHING_BROUGHT: Brought = { seal: [], sealToken: null, stampers: [], stamperRoots: [], problems: [] };

/** I74: reads files only; of a token the settings tell, and it is asked nothing (I70). */
export const readBrought = async (reading: Reading, now: Date): Promise<Brought> => {
  if (!reading.ok) return { ...NOTHING_BROUGHT, problems: reading.problems };
  const { keys, tsaUrls, tsaRoots } = reading.config;
  const { seal, problems } = await sealRows(keys.seal, now);
  return {
    seal,
    sealToken: keys.token?.seal ? { token: keys.token.token, key: keys.token.seal.key } : null,
    stampers: tsaUrls,
    stamperRoots: tsaRoots.map((pem) => certificateRow('time-stamp root', new X509Certificate(pem), 'not here')),
    problems,
  };
};

type ConfiguredSeal = Extract<Reading, { readonly ok: true }>['config']['keys']['seal'];

const sealRows = async (seal: ConfiguredSeal, now: Date): Promise<Pick<Brought, 'seal' | 'problems'>> => {
  if (seal === null) return { seal: [], problems: [] };
  try {
    const { certificate, chain, root } = await openSealP12(seal, now);
    const issuers = [...chain, root].map((one) =>
      certificateRow('issuer of the brought seal', new X509Certificate(one), 'not here'),
    );
    return {
      seal: [certificateRow('brought seal', new X509Certificate(certificate), `in ${seal.file}`), ...issuers],
      problems: [],
    };
  } catch (fault) {
    if (!(fault instanceof StartFault)) throw fault;
    return { seal: [], problems: [fault.message] };
  }
};

export const broughtText = ({ seal, sealToken, stampers, stamperRoots, problems }: Brought): readonly string[] => [
  ...seal.map(rowText),
  ...(sealToken === null
    ? []
    : [`The seal that was brought is on the token "${sealToken.token}" as "${sealToken.key}".`]),
  ...(seal.length === 0 && sealToken === null
    ? []
    : ["Sealed is with the seal that was brought, not with the house's own."]),
  ...stamperRoots.map(rowText),
  ...(stampers.length === 0 ? [] : [`Time stamps are asked of ${stampers.join(', ')} before the house's own.`]),
  ...problems,
];
