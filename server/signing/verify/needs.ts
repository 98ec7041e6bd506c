import type { Certificate } from './certificate.ts';
import type { Judged } from './judge.ts';
import type { Statement } from './revocation.ts';

// S51: what would have to be in a file for it to be judged by itself, when every authority that it relies on is gone.

/** A certificate below a root, and the issuer whose list or answer would speak of it. */
export type Need = { readonly certificate: Certificate; readonly issuer: Certificate };
export type Needs = {
  /** Of which nothing in the file speaks that was good when it was relied on. */
  readonly missing: readonly Need[];
  /** All issuers on the paths, roots too. */
  readonly authorities: readonly Certificate[];
};

/** Of signatures and time-stamps that lead to a trusted root; of others nothing is known that could be asked for. */
export function needsOf({ signatures, timestamps }: Judged, now: Date): Needs {
  const stamps = [...signatures.flatMap((signature) => signature.stamps), ...timestamps.map(({ stamp }) => stamp)];
  const paths = [
    ...signatures.map(({ path, about, proof }) => ({ path, about: about ?? [], at: proof?.at ?? now })),
    ...stamps.flatMap(({ proof }) => proof ?? []),
  ];
  const missing = new Map<string, Need>();
  const authorities = new Set<Certificate>();
  for (const { path, about, at } of paths) {
    for (const [index, issuer] of path.slice(1).entries()) {
      const certificate = path[index]!;
      authorities.add(issuer);
      const isThere = (about[index] ?? []).some(isInFile(at));
      const name = `${certificate.der.toString('latin1')} ${issuer.der.toString('latin1')}`;
      if (!isThere) missing.set(name, { certificate, issuer });
    }
  }
  return { missing: [...missing.values()], authorities: [...authorities] };
}

const isInFile =
  (at: Date) =>
  ({ item, until }: Statement): boolean =>
    item.revision !== null && until >= at;
