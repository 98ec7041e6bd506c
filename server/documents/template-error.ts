export type SourceSpot = { readonly line: number; readonly column: number };

/** D4: what is wrong with a template and where, as `file:line:column: sentence`. Lines and columns count from 1. */
export class TemplateError extends Error {
  readonly file: string;
  readonly line: number;
  readonly column: number;

  constructor(file: string, spot: SourceSpot, sentence: string, options?: ErrorOptions) {
    super(`${file}:${spot.line}:${spot.column}: ${sentence}`, options);
    this.name = 'TemplateError';
    this.file = file;
    this.line = spot.line;
    this.column = spot.column;
  }
}

export function spotAt(source: string, offset: number): SourceSpot {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
