import type { Problem, ProblemCode } from './problems.ts';

/** A refusal is a value: the same shape from the law to the wire. */
export type Refusal = { readonly refused: Problem };

export const refuse = (code: ProblemCode, detail: string): Refusal => ({ refused: { code, detail } });

export const isRefusal = (value: object): value is Refusal => 'refused' in value;
