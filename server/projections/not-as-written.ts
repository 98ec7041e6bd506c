/**
 * What the store holds is not what the ledger names or commits to: only whoever runs the machine can mend that. Told as the
 * problem `not-as-written`, so that nobody looks for the reason with themselves.
 */
export class NotAsWritten extends Error {
  override readonly name = 'NotAsWritten';
  readonly code = 'not-as-written';
}

/** Also of what the store itself has found out: bytes that are not those whose hash stands beside them. */
export const isNotAsWritten = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && (error.code === 'not-as-written' || error.code === 'damaged');
