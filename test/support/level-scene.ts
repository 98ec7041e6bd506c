import type { VerifyOptions, VerifyReport } from '#signing/verify';
import { sealedDocument, type SealedDocument } from './sealed-documents.ts';
import { AT, openSigningKit, type Signatory, type SigningKit } from './signing-kit.ts';
import { codesOf, judgeUnder } from './verify-scene.ts';

/** One document at every level, the house that sealed it, and another house that has nothing to do with it. */
export type LevelScene = AsyncDisposable & {
  readonly kit: SigningKit;
  readonly stranger: SigningKit;
  readonly ayu: Signatory;
  readonly document: SealedDocument;
  /** Under the kit's own root, at the time of signing, unless something else is said. */
  readonly judge: (bytes: Uint8Array, options?: Partial<VerifyOptions>) => Promise<VerifyReport>;
  /** Verdict, level and who attests the time, and the codes of what was said. */
  readonly inShort: (bytes: Uint8Array, options?: Partial<VerifyOptions>) => Promise<readonly unknown[]>;
};

export async function openLevelScene(): Promise<LevelScene> {
  const [kit, stranger] = [await openSigningKit(), await openSigningKit()];
  const ayu = await kit.signatory('Ayu');
  const judge = judgeUnder(kit);
  return {
    kit,
    stranger,
    ayu,
    document: await sealedDocument(kit, [ayu, await kit.signatory('Budi'), await kit.signatory('Citra')]),
    judge,
    inShort: async (bytes, options) => {
      const report = await judge(bytes, options);
      return [report.verdict, report.level, report.timeAttestedBy, ...new Set(codesOf(report))];
    },
    [Symbol.asyncDispose]: async () => {
      await kit[Symbol.asyncDispose]();
      await stranger[Symbol.asyncDispose]();
    },
  };
}

/** So long after the time of signing. */
export const after = (milliseconds: number): Date => new Date(AT.getTime() + milliseconds);
