// What an import says about a file that cannot be taken as it is. A refusal is a value: reading a folder never throws.

/** The six files of a ceremony's folder and those that may be left out, in the order in which problems are told. */
const CEREMONY_FILES = [
  'ceremony.json',
  'rundown.csv',
  'people.csv',
  'delegations.csv',
  'parties.csv',
  'agreements.csv',
  'annexes.csv',
  'scenes.csv',
] as const;
export type CeremonyFile = (typeof CEREMONY_FILES)[number];

/** Stable: scripts and screens may rely on them. */
export type ImportProblemCode =
  // the folder and its files
  | 'no-folder'
  | 'missing-file'
  | 'unreadable-file'
  | 'too-large'
  | 'encoding'
  | 'malformed'
  | 'no-rows'
  | 'missing-column'
  | 'misspelt-column'
  | 'unknown-column'
  | 'duplicate-column'
  | 'too-many-cells'
  // one cell
  | 'empty'
  | 'must-be-empty'
  | 'too-long'
  | 'characters'
  | 'word'
  | 'id'
  | 'number'
  | 'rupiah'
  | 'nib'
  | 'kbli'
  | 'province'
  | 'region'
  | 'other-province'
  | 'date'
  | 'time'
  | 'zone'
  // one thing with another
  | 'duplicate'
  | 'unknown-party'
  | 'unknown-person'
  | 'unknown-wave'
  | 'unknown-agreement'
  | 'unknown-scene'
  | 'unknown-template'
  | 'template'
  | 'scene'
  | 'wrong-kind'
  | 'wrong-role'
  | 'wrong-party'
  | 'wrong-organisation'
  | 'wrong-scale'
  | 'targets'
  | 'annex'
  | 'order'
  | 'other-day'
  | 'wave-not-planned'
  | 'no-director'
  // the ledger
  | 'taken'
  | 'more';

export type ImportProblem = {
  /** Name of the file within the folder; `.` is the folder itself. */
  readonly file: string;
  /** As a spreadsheet counts: the header is row 1. Null where the file as a whole is meant. */
  readonly row: number | null;
  /** As the header writes it; a path such as `waves.0.title.en` in ceremony.json. */
  readonly column: string | null;
  readonly code: ImportProblemCode;
  /** What is wrong and what to do, in a sentence or two. */
  readonly message: string;
};

export type Report = (problem: ImportProblem) => void;

/** More than this nobody reads; the rest is counted. */
const MAX_PROBLEMS = 200;

type ProblemList = { readonly report: Report; readonly problems: () => readonly ImportProblem[] };

export function gatherProblems(): ProblemList {
  const kept: ImportProblem[] = [];
  let beyond = 0;
  return {
    report(problem) {
      if (kept.length < MAX_PROBLEMS) kept.push(harmless(problem));
      else beyond += 1;
    },
    problems() {
      const sorted = kept.toSorted((a, b) => placeOf(a) - placeOf(b) || (a.row ?? 0) - (b.row ?? 0));
      if (beyond === 0) return sorted;
      const message = `${beyond} further problems are not listed. Mend these first, then import again.`;
      return [...sorted, { file: '.', row: null, column: null, code: 'more', message }];
    },
  };
}

/** One line for a terminal: where, what and the code. */
export const formatProblem = ({ file, row, column, code, message }: ImportProblem): string => {
  const place = [file, row === null ? null : `row ${row}`, column === null ? null : `column ${column}`];
  return `${place.filter((part) => part !== null).join(', ')}: ${message} [${code}]`;
};

/** I9: problems quote foreign files onto terminals and pages: no control or direction characters, bounded length. */
function harmless(problem: ImportProblem): ImportProblem {
  const column = problem.column === null ? null : shown(problem.column, 80);
  return { ...problem, column, message: shown(problem.message, 1200) };
}

function shown(text: string, limit: number): string {
  const plain = text.slice(0, limit).replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, ' ');
  return text.length > limit ? `${plain}…` : plain;
}

function placeOf(problem: ImportProblem): number {
  return CEREMONY_FILES.findIndex((file) => file === problem.file);
}
