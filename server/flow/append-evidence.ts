import type { Reached, Stamped } from '#agreement/commands';
import type { Stamp } from '#agreement/events';
import type { PadesLevel } from '#contract/constants';
import { appendValidationData, grownBy, type ValidationData } from '#signing/long-term';
import { openDocument, type OpenDocument } from '#signing/open-document';
import type { Tools } from './act.ts';
import { NOTHING_GATHERED, type Gathered, type Relying } from './foreign-evidence.ts';
import { stampDocument } from './stamp-document.ts';

export type EvidenceTools = Pick<Tools, 'turn' | 'timeStamps' | 'revocations' | 'foreign'>;

/**
 * F14, F30: what a document needs to be judged later, of the house and of others, and a timestamp over it: as much of it as
 * is to be had now. `stamped`: of the organiser's signature, which is the document's last.
 */
export const appendEvidence = async (
  relying: Relying,
  signed: Uint8Array | OpenDocument,
  tools: EvidenceTools,
  { now, stamped }: { readonly now: Date; readonly stamped: Stamped },
): Promise<{
  readonly bytes: Uint8Array;
  /** Of the bytes, in hex. */
  readonly sha256: string;
  readonly archive: Stamp | null;
  readonly reached: Reached;
}> => {
  const before = openDocument(signed);
  // F15: the lists are made after the last signature, which is this seal.
  const [own, others] = await Promise.all([
    tools.revocations.validationData(relying.live, now),
    gatherForeign(relying, before.file.bytes, tools),
  ]);
  const longTerm = await tools.turn(() =>
    grownBy(before, appendValidationData(before, joined(own, others.data)).segment),
  );
  const { segment, archive } = await stampDocument(relying.live, longTerm, tools, stamped);
  const bytes = Buffer.concat([longTerm.file.bytes, segment]);
  const sha256 = longTerm.hash.copy().update(segment).digest('hex');
  const unarchived: PadesLevel = stamped.timestamp === null ? 'B-B' : 'B-LT';
  const known = archive.timestamp === null ? unarchived : 'B-LTA';
  const reached = await reach(relying, bytes, tools, { own, others, known, problem: archive.problem });
  return { bytes, sha256, archive: archive.timestamp, reached };
};

export const gatherForeign = async (
  relying: Relying,
  document: Uint8Array,
  { foreign }: EvidenceTools,
): Promise<Gathered> => foreign?.gather(relying, document) ?? NOTHING_GATHERED;

export const joined = (own: ValidationData, others: ValidationData): ValidationData => ({
  certificates: [...own.certificates, ...others.certificates],
  crls: [...own.crls, ...others.crls],
  ocsps: [...(own.ocsps ?? []), ...(others.ocsps ?? [])],
});

/** A40: that something of others is missing counts where the document is the poorer for it. */
export const reach = async (
  relying: Relying,
  document: Uint8Array,
  { foreign }: EvidenceTools,
  found: {
    readonly own: ValidationData;
    readonly others: Gathered;
    /** Of a document that relies on the house alone. */
    readonly known: PadesLevel;
    /** With the document timestamp. */
    readonly problem: Reached['problem'];
  },
): Promise<Reached> => {
  const { own, others, known, problem } = found;
  const level = (await foreign?.levelOf(relying, document, own, known)) ?? known;
  return { level, problem: problem ?? (level === 'B-LTA' ? null : (others.lacking?.problem ?? null)) };
};
