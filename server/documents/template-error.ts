export type SourceSpot = { readonly line: number; readonly column: number };

/** What is wrong with a template and where. Lines and columns count from 1. */
export type TemplateProblem = SourceSpot & { readonly file: string; readonly sentence: string };

export const formatTemplateProblem = ({ file, line, column, sentence }: TemplateProblem): string =>
  `${file}:${line}:${column}: ${sentence}`;

/** D4, D60: everything that is wrong with a template, one line each as `file:line:column: sentence`. */
export class TemplateError extends Error {
  readonly problems: readonly TemplateProblem[];

  constructor(problems: readonly TemplateProblem[], options?: ErrorOptions) {
    super(problems.map(formatTemplateProblem).join('\n'), options);
    this.name = 'TemplateError';
    this.problems = problems;
  }
}

export function spotAt(source: string, offset: number): SourceSpot {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Runs what may throw a TemplateError and keeps its problems, so that other files can be read on. */
export const gather = <T>(problems: TemplateProblem[], read: () => T): T | null => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    problems.push(...error.problems);
    return null;
  }
};
