import { createKeptEvidence, type Found } from './kept-evidence.ts';
import { listAddressesOf } from './list-addresses.ts';
import { MAX_STREAM } from './verify/evidence.ts';
import type { Certificate } from './verify/certificate.ts';
import { isListOf, readRevocationList, type RevocationList } from './verify/revocation-list.ts';
import { firstFit, notOffered, unfit, type Current, type Missing } from './web-evidence.ts';

// S51: revocation lists of other issuers, so that a document can be judged when they are gone. What is kept in a document is
// covered by its timestamps for ever: nothing gets in that a verifier would not believe.

export type ForeignLists = {
  /** The list that speaks of this certificate. S52: it leads to a trusted root by way of this issuer, as was proved before. */
  of(certificate: Certificate, issuer: Certificate): Promise<Found>;
};

export type AskingOptions = {
  readonly now: () => Date;
  /** For one list or answer, read whole. */
  readonly timeoutMs?: number;
  /** How long one that did not come is not asked for again. */
  readonly pauseMs?: number;
};

export const STANDARD = { timeoutMs: 3_000, pauseMs: 30_000 };
/** Clocks differ, in milliseconds. */
export const AHEAD = 5 * 60_000;
const MOST_KEPT = 64;

/** Over HTTP, each list asked for once however many documents need it. */
export function createForeignLists(options: AskingOptions): ForeignLists {
  const { now, timeoutMs, pauseMs } = { ...STANDARD, ...options };
  const kept = createKeptEvidence({ now, pauseMs, most: MOST_KEPT });
  // Up to what a verifier reads of a document.
  const question = {
    name: 'revocation list',
    accept: 'application/pkix-crl, */*;q=0.1',
    most: MAX_STREAM,
    timeoutMs,
  };
  return {
    of: async (certificate, issuer) => {
      const { addresses } = listAddressesOf(certificate.der);
      if (addresses.length === 0) return notOffered('No address of a revocation list on the web is named');
      const name = [issuer.der.toString('latin1'), ...addresses.map(({ href }) => href)].join('\n');
      return kept(name, () => firstFit(addresses, question, (bytes) => readOf(bytes, issuer, now())));
    },
  };
}

/** The list, or why it is none to go by. */
async function readOf(bytes: Uint8Array, issuer: Certificate, now: Date): Promise<Current | Missing> {
  let list: RevocationList;
  try {
    list = readRevocationList(bytes);
  } catch (problem) {
    if (!(problem instanceof TypeError)) throw problem;
    return unfit('cannot be read as one');
  }
  const { der, thisUpdate, nextUpdate: until } = list;
  if (list.issuer !== issuer.subject) return unfit('is of another issuer');
  if ((await isListOf(list, issuer)) !== true) return unfit('is not signed by its issuer');
  if (!list.isWhole) return notOffered('tells of a part of the certificates only');
  if (thisUpdate.getTime() > now.getTime() + AHEAD) return unfit('is dated in the future');
  return until > now ? { der, until } : unfit(`ended on ${until.toISOString().slice(0, 10)}`);
}
