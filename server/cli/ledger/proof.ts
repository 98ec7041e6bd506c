import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { identifier, sha256 } from '#contract/ids';
import { proveConsistency, proveInclusion, type LedgerProof } from '#store/ledger-root';
import { provesConsistency, provesInclusion } from '#store/merkle-check';
import { readHeads } from '#store/read-ledger';
import { AskedWrongly } from '../command-line.ts';
import { openLedgers } from './open-ledgers.ts';

/** I26: proves that one event, or the beginning up to `from`, is under the root over events 1 to `upTo`. */
export const printProof = (
  folder: string,
  asked: {
    readonly ledger: string;
    readonly position: number | null;
    readonly from: number | null;
    readonly upTo: number | null;
    readonly asJson: boolean;
  },
): 0 => {
  using database = openLedgers(folder);
  const { ledger, position, from } = asked;
  const head = readHeads(database).find((one) => one.ledger === ledger);
  if (head === undefined) throw new AskedWrongly(`There is no ledger "${ledger}" in ${folder}.`);
  const upTo = asked.upTo ?? head.position;
  const proof =
    position === null
      ? proveConsistency(database, { ledger, from: from ?? 0, upTo })
      : proveInclusion(database, { ledger, position, upTo });
  if (proof === null)
    throw new AskedWrongly(`The ledger ${ledger} has events 1 to ${head.position}; the proof must lie within them.`);
  console.log(asked.asJson ? JSON.stringify(proof, null, 2) : sentenceOf(proof));
  return 0;
};

const hashes = z.array(sha256).max(64);
const place = z.int().min(1);
const proofSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('inclusion'),
    ledger: identifier,
    position: place,
    hash: sha256,
    upTo: place,
    root: sha256,
    path: hashes,
  }),
  z.strictObject({
    kind: z.literal('consistency'),
    ledger: identifier,
    from: z.strictObject({ upTo: place, root: sha256 }),
    upTo: place,
    root: sha256,
    path: hashes,
  }),
]) satisfies z.ZodType<LedgerProof>;

const LARGEST = 1024 * 1024;

const readProof = (file: string): LedgerProof => {
  let text: Buffer;
  try {
    text = readFileSync(file);
  } catch {
    throw new AskedWrongly(`There is no file ${file} that can be read.`);
  }
  if (text.length > LARGEST) throw new AskedWrongly(`${file} is too large to be a proof.`);
  try {
    return proofSchema.parse(JSON.parse(text.toString('utf8')));
  } catch {
    throw new AskedWrongly(`${file} is no proof as "ledger -- proof --json" prints it.`);
  }
};

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

const holds = (proof: LedgerProof): boolean => {
  const path = proof.path.map(bytes);
  const root = bytes(proof.root);
  if (proof.kind === 'inclusion') {
    return provesInclusion({ entry: bytes(proof.hash), index: proof.position - 1, size: proof.upTo, path, root });
  }
  const from = { size: proof.from.upTo, root: bytes(proof.from.root) };
  return provesConsistency({ from, to: { size: proof.upTo, root }, path });
};

/** I27: without the database. `root`: the one that the asker trusts, such as a custodian's. Exit code 1: it proves nothing. */
export const checkProof = (file: string, root: string | null, asJson: boolean): 0 | 1 => {
  const proof = readProof(file);
  if (root !== null && !sha256.safeParse(root).success) throw new AskedWrongly('--root takes 64 hexadecimal digits.');
  const ok = holds(proof) && (root === null || root === proof.root);
  if (asJson)
    console.log(JSON.stringify({ ok, kind: proof.kind, ledger: proof.ledger, upTo: proof.upTo, root: proof.root }));
  else console.log(ok ? `It holds. ${sentenceOf(proof)}` : `It does not hold: ${whyNot(proof, root)}`);
  return ok ? 0 : 1;
};

const sentenceOf = (proof: LedgerProof): string =>
  proof.kind === 'inclusion'
    ? `Event ${proof.position} of the ledger ${proof.ledger}, with the hash ${proof.hash}, is under the root ${proof.root} over events 1 to ${proof.upTo}.`
    : `The root ${proof.from.root} over events 1 to ${proof.from.upTo} of the ledger ${proof.ledger} is the beginning of the root ${proof.root} over events 1 to ${proof.upTo}.`;

const whyNot = (proof: LedgerProof, root: string | null): string =>
  holds(proof)
    ? `it leads to the root ${proof.root}, not to ${root ?? ''}.`
    : `its hashes do not lead to the root ${proof.root}.`;
