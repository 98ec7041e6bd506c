import type { TimeAttester } from './constants.ts';

// F50, S145: who attests the times of a whole document, told alike by the board, the desk, /verify, the command and the
// report: never by another rule in another place.

/** `both`: some of it has the word of an outside authority, and some the organiser's alone. */
export type DocumentAttester = 'signer' | 'organiser' | 'both' | 'external';

const WEAKEST_FIRST = ['signer', 'organiser', 'external'] as const;
type Attester = (typeof WEAKEST_FIRST)[number];

/**
 * The weakest word among the signatures, unless what stands beside it is stronger. `stamps`: who made each document
 * timestamp; null where it proves nothing. Null of a document that nobody signed.
 */
export const attesterOfDocument = (
  signatures: readonly Attester[],
  stamps: readonly (TimeAttester | null)[],
): DocumentAttester | null => {
  const weakest = WEAKEST_FIRST.find((each) => signatures.includes(each)) ?? null;
  if (weakest !== 'organiser') return weakest;
  return signatures.includes('external') || stamps.includes('external') ? 'both' : 'organiser';
};

/** Of a file that was verified. */
export const attesterOfFile = ({
  signatures,
  timestamps,
}: {
  readonly signatures: readonly { readonly attestedBy: Attester }[];
  readonly timestamps: readonly { readonly attestedBy: TimeAttester | null }[];
}): DocumentAttester | null =>
  attesterOfDocument(
    signatures.map(({ attestedBy }) => attestedBy),
    timestamps.map(({ attestedBy }) => attestedBy),
  );

/**
 * Of each of the first `signatures` who attests its time, as whoever verifies the file finds it (S63): the token in it
 * (null: none) or, where there is none, the next one after it; the signer alone where there is none at all.
 */
export const attestersOf = (tokens: readonly (TimeAttester | null)[], signatures: number): readonly Attester[] =>
  tokens.slice(0, signatures).map((_, index) => tokens.slice(index).find((by) => by !== null) ?? 'signer');

type Words = { readonly [by in DocumentAttester]: string };

export const attesterId: Words = {
  signer: 'dinyatakan oleh penanda tangan saja',
  organiser: 'dinyatakan oleh penyelenggara saja',
  both: 'sebagian dinyatakan oleh otoritas di luar penyelenggara, selebihnya oleh penyelenggara saja',
  external: 'dinyatakan oleh otoritas di luar penyelenggara',
};

export const attesterEn: Words = {
  signer: 'stated by the signer alone',
  organiser: 'attested by the organiser only',
  both: 'attested in part by an authority that is not the organiser, else by the organiser only',
  external: 'attested by an authority that is not the organiser',
};
