import type { AgreementFacts } from '#contract/agreement-facts';
import type { RenderedPdf } from './render-pages.ts';

/** What is told to a thread that draws: plain data. `packed`: the template's files, once for each thread. */
export type DrawingAsk = {
  readonly id: number;
  readonly template: { readonly name: string; readonly sha256: string; readonly packed: Uint8Array | null };
  readonly facts: AgreementFacts;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly documentId: Uint8Array;
  readonly proof: boolean;
};

/** An error is rebuilt from this on the other side, for its class does not cross over. */
export type DrawingFault = {
  readonly isUnfit: boolean;
  readonly unprintable: { readonly text: string; readonly character: string } | null;
};

export type DrawingAnswer =
  | { readonly id: number; readonly ok: true; readonly drawn: RenderedPdf }
  | ({ readonly id: number; readonly ok: false; readonly message: string } & DrawingFault);
