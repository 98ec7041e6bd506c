import { listAddressesOf, webAddress } from './list-addresses.ts';
import { isListOf, readRevocationList, type RevocationList } from './verify/revocation-list.ts';
import { NAME, type Certificate } from './verify/certificate.ts';
import { MAX_STREAM } from './verify/evidence.ts';

// S51: revocation lists of other issuers, so that a document can be judged when they are gone. What is kept in a document is
// covered by its timestamps for ever: nothing gets in that a verifier would not believe.

/** `away` and `unfit`: nothing to go by came, which may be otherwise later; `not-offered`: there is nothing to be asked for. */
export type ListFailure = 'away' | 'unfit' | 'not-offered';
export type FoundList =
  | { readonly ok: true; readonly der: Uint8Array }
  /** `detail`: an English sentence for whoever mends it, without a full stop. */
  | { readonly ok: false; readonly why: ListFailure; readonly detail: string };

export type ForeignLists = {
  /** The list that speaks of this certificate. S52: it leads to a trusted root by way of this issuer, as was proved before. */
  of(certificate: Certificate, issuer: Certificate): Promise<FoundList>;
};

export type ForeignListsOptions = {
  readonly now: () => Date;
  /** For one list, read whole. */
  readonly timeoutMs?: number;
  /** How long a list that did not come is not asked for again. */
  readonly pauseMs?: number;
};

/** `at`: when it was asked for. */
type Asked = { readonly at: number; readonly list: Promise<FoundList> };
type Missing = Extract<FoundList, { readonly ok: false }>;

const STANDARD = { timeoutMs: 3_000, pauseMs: 30_000 };
/** S53, in milliseconds: a list that is current still counts when no newer one is to be had. */
const ASK_AGAIN = 3_600_000;
const MOST_KEPT = 64;
const MOST_REDIRECTS = 3;
/** Clocks differ, in milliseconds. */
const AHEAD = 5 * 60_000;

/** Over HTTP, each list asked for once however many documents need it. */
export function createForeignLists(options: ForeignListsOptions): ForeignLists {
  const { now, timeoutMs, pauseMs } = { ...STANDARD, ...options };
  const kept = new Map<string, Asked>();
  /** The last good one of each. */
  const lists = new Map<string, RevocationList>();

  const ask = async (addresses: readonly URL[], issuer: Certificate, name: string): Promise<FoundList> => {
    let failed: Missing | null = null;
    for (const address of addresses) {
      const found = await fetchList(address, timeoutMs);
      if (!(found instanceof Uint8Array)) {
        failed = found;
        continue;
      }
      const list = await readOf(found, issuer, now());
      if ('der' in list) {
        lists.set(name, list);
        return { ok: true, der: new Uint8Array(list.der) };
      }
      failed = { ...list, detail: `What ${address.host} gave as the revocation list ${list.detail}` };
    }
    const last = lists.get(name);
    if (last !== undefined && isCurrent(last, now())) return { ok: true, der: new Uint8Array(last.der) };
    return failed ?? { ok: false, why: 'away', detail: 'No revocation list was to be had' };
  };

  const keep = (name: string, one: Asked): void => {
    kept.delete(name);
    kept.set(name, one);
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
      lists.delete(oldest);
    }
  };

  return {
    of: async (certificate, issuer) => {
      const { addresses, hasOcsp } = listAddressesOf(certificate.der);
      if (addresses.length === 0) return { ok: false, why: 'not-offered', detail: notOffered(issuer, hasOcsp) };
      const name = [issuer.der.toString('latin1'), ...addresses.map(({ href }) => href)].join('\n');
      const known = kept.get(name);
      if (known !== undefined) {
        const found = await known.list;
        const age = Math.abs(now().getTime() - known.at);
        const own = lists.get(name);
        const isGood = found.ok && own !== undefined && isCurrent(own, now()) && age < ASK_AGAIN;
        if (isGood || (!found.ok && age < pauseMs)) return found;
        // Who else noticed it has asked meanwhile.
        const other = kept.get(name);
        if (other !== undefined && other !== known) return other.list;
      }
      const asked = { at: now().getTime(), list: ask(addresses, issuer, name) };
      keep(name, asked);
      return asked.list;
    },
  };
}

const isCurrent = ({ nextUpdate }: RevocationList, now: Date): boolean => nextUpdate > now;

const unfit = (detail: string): Missing => ({ ok: false, why: 'unfit', detail });

/** The list, or why it is none to go by. */
async function readOf(bytes: Uint8Array, issuer: Certificate, now: Date): Promise<RevocationList | Missing> {
  let list: RevocationList;
  try {
    list = readRevocationList(bytes);
  } catch (problem) {
    if (!(problem instanceof TypeError)) throw problem;
    return unfit('cannot be read as one');
  }
  if (list.issuer !== issuer.subject) return unfit('is of another issuer');
  if ((await isListOf(list, issuer)) !== true) return unfit('is not signed by its issuer');
  if (!list.isWhole) return { ok: false, why: 'not-offered', detail: 'tells of a part of the certificates only' };
  if (list.thisUpdate.getTime() > now.getTime() + AHEAD) return unfit('is dated in the future');
  return isCurrent(list, now) ? list : unfit(`ended on ${list.nextUpdate.toISOString().slice(0, 10)}`);
}

/** S54 */
const notOffered = (issuer: Certificate, hasOcsp: boolean): string => {
  const name = issuer.names.get(NAME.common) ?? issuer.names.get(NAME.organisation) ?? 'The issuer';
  return hasOcsp
    ? `${name} answers by OCSP only, which Teken does not ask`
    : `${name} names no address of a revocation list on the web`;
};

/** S52: the whole body, up to what a verifier reads of a document; redirects are followed within the web, a few times. */
async function fetchList(address: URL, timeoutMs: number): Promise<Uint8Array | Missing> {
  const away = (what: string, why: ListFailure = 'away'): Missing => ({
    ok: false,
    why,
    detail: `The revocation list at ${address.host} ${what}`,
  });
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    let url = address;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      const headers = { accept: 'application/pkix-crl, */*;q=0.1' };
      const response = await fetch(url, { headers, redirect: 'manual', signal });
      if (response.status >= 300 && response.status < 400) {
        await response.body?.cancel();
        const [next] = webAddress(response.headers.get('location') ?? '', url);
        if (next === undefined) return away('was moved to where it is not asked for');
        url = next;
        continue;
      }
      if (!response.ok) {
        await response.body?.cancel();
        return away(`was answered with status ${response.status}`);
      }
      const parts: Uint8Array[] = [];
      let length = 0;
      for await (const part of response.body ?? []) {
        length += part.length;
        if (length > MAX_STREAM) return away(`is longer than ${MAX_STREAM} bytes`, 'not-offered');
        parts.push(part);
      }
      return Buffer.concat(parts);
    }
    return away('was moved too often');
  } catch (problem) {
    const isLate = problem instanceof Error && problem.name === 'TimeoutError';
    return away(isLate ? `did not come in ${timeoutMs} ms` : 'cannot be reached');
  }
}
