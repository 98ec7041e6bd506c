import type { Problem, ProblemCode } from './problems.ts';

/** A refusal is a value: the same shape from the law to the wire. A room of its own may have codes of its own. */
export type Refusal<Code extends string = ProblemCode> = {
  readonly refused: { readonly code: Code; readonly detail: string };
};

export const refuse = <const Code extends string>(code: Code, detail: string): Refusal<Code> => ({
  refused: { code, detail },
});

export const isRefusal = <Outcome extends object>(
  outcome: Outcome,
): outcome is Extract<Outcome, { readonly refused: unknown }> => 'refused' in outcome;

/** The same as the answer to a request, which says first whether it went well. */
export type Refused = { readonly ok: false; readonly problem: Problem };

export const answerOf = ({ refused }: Refusal): Refused => ({ ok: false, problem: refused });
