/**
 * What keeps Teken (or one of its commands) from starting, told as one sentence for the person at the terminal.
 * It is printed without a stack; the technical reason travels as `cause`.
 */
export class StartFault extends Error {
  override readonly name = 'StartFault';
}

/** The system's own code of a failed call (`EACCES`, `EADDRINUSE`, …), or null. */
export const systemCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
