import { isRefusal } from '#contract/refusal';
import type { Clock } from '#platform/clock';
import type { RemoteRefusal, RemoteSigner } from './remote-signer.ts';

/** The signing service as the house knows it. */
export type RemoteService = {
  /** As people know it. */
  readonly name: string;
  readonly signer: RemoteSigner;
  /** PEM; a certificate counts only if it leads to one of them (S103). */
  readonly roots: readonly string[];
  /**
   * A52: the signature for this key, asked for once: who asks again meanwhile or within five minutes gets the same. What was
   * refused is asked anew.
   */
  readonly once: (key: string, ask: () => Promise<Uint8Array | RemoteRefusal>) => Promise<Uint8Array | RemoteRefusal>;
};

/** As long as what was prepared is good for (A10), in milliseconds. */
const KEPT = 5 * 60_000;

export const createRemoteService = (given: Omit<RemoteService, 'once'> & { readonly clock: Clock }): RemoteService => {
  const { name, signer, roots, clock } = given;
  const asked = new Map<string, { readonly at: number; readonly signature: Promise<Uint8Array | RemoteRefusal> }>();
  return {
    name,
    signer,
    roots,
    once: async (key, ask) => {
      const now = clock.now().getTime();
      for (const [old, { at }] of asked) if (Math.abs(now - at) > KEPT) asked.delete(old);
      const known = asked.get(key);
      if (known !== undefined) return known.signature;
      const signature = ask();
      asked.set(key, { at: now, signature });
      try {
        const outcome = await signature;
        if (isRefusal(outcome)) asked.delete(key);
        return outcome;
      } catch (error) {
        asked.delete(key);
        throw error;
      }
    },
  };
};
