import { webAddress } from './list-addresses.ts';

// S52: what other issuers publish, fetched from the addresses that their certificates name, within bounds.

/** `away` and `unfit`: nothing to go by came, which may be otherwise later; `not-offered`: there is nothing to be asked for. */
export type Failure = 'away' | 'unfit' | 'not-offered';
export type Missing = {
  readonly ok: false;
  readonly why: Failure;
  /** An English sentence for whoever mends it, without a full stop. */
  readonly detail: string;
};
/** Something to go by, and until when it is. */
export type Current = { readonly der: Uint8Array; readonly until: Date };

export type Question = {
  /** What is asked for, as in "The revocation list". */
  readonly name: string;
  readonly accept: string;
  /** Sent by POST as this type; without one it is fetched. */
  readonly post?: { readonly type: string; readonly body: Uint8Array };
  /** The most bytes that are read. */
  readonly most: number;
  /** For one address, read whole, redirects included. */
  readonly timeoutMs: number;
};

const MOST_REDIRECTS = 3;

/** The first of several addresses that gives something to go by; `read` says why not in words that follow "What x gave as y". */
export async function firstFit(
  addresses: readonly URL[],
  question: Question,
  read: (bytes: Uint8Array) => Promise<Current | Missing>,
): Promise<Current | Missing> {
  let failed: Missing = { ok: false, why: 'away', detail: `No ${question.name} was to be had` };
  for (const address of addresses) {
    const found = await fetchBody(address, question);
    if (!(found instanceof Uint8Array)) {
      failed = found;
      continue;
    }
    const one = await read(found);
    if ('der' in one) return one;
    failed = { ...one, detail: `What ${address.host} gave as the ${question.name} ${one.detail}` };
  }
  return failed;
}

export const unfit = (detail: string): Missing => ({ ok: false, why: 'unfit', detail });
export const notOffered = (detail: string): Missing => ({ ok: false, why: 'not-offered', detail });

/** The whole body, up to the most that is wanted; redirects are followed within the web, a few times. */
async function fetchBody(address: URL, question: Question): Promise<Uint8Array | Missing> {
  const { name, accept, post, most, timeoutMs } = question;
  const away = (what: string, why: Failure = 'away'): Missing => ({
    ok: false,
    why,
    detail: `The ${name} at ${address.host} ${what}`,
  });
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    let url = address;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      const asked = { redirect: 'manual', signal } as const;
      const response = await fetch(
        url,
        post === undefined
          ? { ...asked, headers: { accept } }
          : {
              ...asked,
              method: 'POST',
              headers: { accept, 'content-type': post.type },
              body: Uint8Array.from(post.body),
            },
      );
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
        if (length > most) return away(`is longer than ${most} bytes`, 'not-offered');
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
