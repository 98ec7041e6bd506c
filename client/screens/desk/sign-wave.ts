import type { Acknowledgement, Problem } from '#contract/problems';
import type { Answer } from '../../connection/http.ts';
import { hashOf } from '../../pdf/hash.ts';
import { joined } from '../../signing/der.ts';
import { signRevision } from '../../signing/sign-revision.ts';
import { consentedPart, onlySignaturesAdded } from './added-signatures.ts';
import { toBase64 } from './base64.ts';
import { readBundle, type PreparedRevision } from './read-bundle.ts';
import type { Bytes } from './sign-agreement.ts';

type Signed = { readonly agreementId: string; readonly preparedSha256: string; readonly signature: string };

/** What a witness's one tap needs of the house. */
export type WaveDesk = {
  readonly prepare: () => Promise<Acknowledgement>;
  readonly fetchBundle: () => Promise<Answer<Bytes>>;
  readonly fetchDocument: (agreementId: string) => Promise<Answer<Bytes>>;
  readonly complete: (signatures: readonly Signed[]) => Promise<Acknowledgement>;
};

export type Witnessed = {
  readonly agreementId: string;
  /** Hash of what the list showed, to which the witness consented. */
  readonly consented: string;
  readonly field: string;
  readonly otherFields: readonly string[];
};

export type Failure = { readonly refused: string } | { readonly problem: Problem | null };
export type WaveProgress = { readonly signed: number; readonly failed: ReadonlyMap<string, Failure> };

type Keys = { readonly key: CryptoKey; readonly certificate: Uint8Array };

const PAUSE_MS = 2_500;
/** 2,000 agreements in forties, and some that are prepared again. */
const ROUNDS = 120;
/** How many documents are fetched side by side. */
const SIDE_BY_SIDE = 4;

/** Checks one prepared revision against what was on the list, and signs it only if it is that (W52). */
const signOne = async (
  desk: WaveDesk,
  { agreementId, segment }: PreparedRevision,
  witnessed: Witnessed | undefined,
  keys: Keys,
): Promise<Signed | Failure> => {
  if (witnessed === undefined) return { refused: 'It was not on the list' };
  const document = await desk.fetchDocument(agreementId);
  if (!document.ok) return { problem: document.problem };
  const shown = document.value;
  const part = await consentedPart(shown, witnessed.consented);
  if (part === null) return { refused: 'The document does not begin with what was consented to' };
  const foreign = await onlySignaturesAdded(part, shown, witnessed.otherFields);
  if (foreign !== null) return { refused: foreign.detail };
  const signed = await signRevision({
    shown,
    shownSha256: await hashOf(shown),
    segment,
    field: witnessed.field,
    ...keys,
  });
  if ('refused' in signed) return { refused: `${signed.refused}: ${signed.detail}` };
  return {
    agreementId,
    preparedSha256: await hashOf(joined([shown, segment])),
    signature: toBase64(signed.signature),
  };
};

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/**
 * W52: everything of a wave that waits for this witness, forty and forty; each checked and signed here, one by one. Ends
 * when nothing waits any more, or when a round brought nothing further; `problem` says what stopped it, if anything.
 */
export const signWave = async (
  desk: WaveDesk,
  witnessed: ReadonlyMap<string, Witnessed>,
  keys: Keys,
  onProgress: (progress: WaveProgress) => void,
  pauseMs = PAUSE_MS,
): Promise<WaveProgress & { readonly problem: Problem | null }> => {
  const failed = new Map<string, Failure>();
  const done = new Set<string>();
  const told = (): WaveProgress => ({ signed: done.size, failed: new Map(failed) });
  const ended = (problem: Problem | null) => ({ ...told(), problem });
  for (let round = 0; round < ROUNDS; round += 1) {
    const prepared = await desk.prepare();
    if (!prepared.ok) {
      if (prepared.problem.code === 'too-fast') {
        await pause(pauseMs);
        continue;
      }
      return ended(prepared.problem.code === 'nothing-to-sign' ? null : prepared.problem);
    }
    for (const { agreementId, problem } of prepared.reply?.outcomes ?? []) {
      if (problem !== null) failed.set(agreementId, { problem });
    }
    const bundle = await desk.fetchBundle();
    if (!bundle.ok) return ended(bundle.problem ?? { code: 'internal', detail: 'The server cannot be reached.' });
    const revisions = readBundle(bundle.value);
    if (revisions === null) return ended({ code: 'unreadable', detail: 'What was prepared cannot be read.' });

    const signatures: Signed[] = [];
    for (let at = 0; at < revisions.length; at += SIDE_BY_SIDE) {
      const some = revisions.slice(at, at + SIDE_BY_SIDE);
      const results = await Promise.all(some.map((one) => signOne(desk, one, witnessed.get(one.agreementId), keys)));
      for (const [index, result] of results.entries()) {
        const { agreementId } = some[index] ?? { agreementId: '' };
        if ('signature' in result) signatures.push(result);
        else failed.set(agreementId, result);
      }
    }
    if (signatures.length === 0) return ended(null);
    const completed = await desk.complete(signatures);
    const before = done.size;
    if (completed.ok) {
      const problems = new Map(completed.reply?.outcomes?.map((one) => [one.agreementId, one.problem]));
      for (const { agreementId } of signatures) {
        const problem = problems.get(agreementId) ?? null;
        // `already-signed`: an earlier attempt arrived after all.
        if (problem === null || problem.code === 'already-signed') {
          done.add(agreementId);
          failed.delete(agreementId);
        } else failed.set(agreementId, { problem });
      }
    } else if (!AGAIN.has(completed.problem.code)) return ended(completed.problem);
    onProgress(told());
    if (completed.ok && done.size === before) return ended(null);
  }
  return ended(null);
};

/** Somebody acted in between, or what was prepared is gone: the next round prepares it anew, silently. */
const AGAIN: ReadonlySet<Problem['code']> = new Set(['base-moved', 'nothing-prepared', 'already-signed', 'too-fast']);
