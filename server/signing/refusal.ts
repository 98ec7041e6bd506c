/** What the caller can act on: a stable code and an English sentence. Faults are thrown instead. */
export type Refusal<Code extends string> = { readonly refused: Code; readonly detail: string };

export function refusal<const Code extends string>(refused: Code, detail: string): Refusal<Code> {
  return { refused, detail };
}

export function isRefusal<Outcome extends object>(
  outcome: Outcome,
): outcome is Extract<Outcome, { readonly refused: string }> {
  return 'refused' in outcome;
}
