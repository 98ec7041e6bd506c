import type { ProblemCode } from '#contract/problems';

export type ConnectionState =
  | { readonly state: 'connecting' }
  | { readonly state: 'connected' }
  | { readonly state: 'lost' }
  | { readonly state: 'taken-over'; readonly by: 'tab' | 'device' }
  | { readonly state: 'refused'; readonly code: ProblemCode };

/** Codes after which trying again by itself is of no use: the person has to do something. */
const FINAL: ReadonlySet<ProblemCode> = new Set([
  'not-signed-in',
  'link-invalid',
  'link-expired',
  'link-revoked',
  'not-allowed',
  'bad-command',
]);

/** What a refused attempt to connect leads to; null: try again. */
export const afterRefusal = (code: ProblemCode): ConnectionState | null => {
  if (code === 'taken-over' || code === 'other-device') return { state: 'taken-over', by: 'device' };
  return FINAL.has(code) ? { state: 'refused', code } : null;
};
