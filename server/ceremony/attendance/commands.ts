export type AttendanceCommand =
  | {
      readonly name: 'list-officials';
      readonly personId: string;
      readonly by: string;
      readonly commitment: string;
      readonly count: number;
    }
  | { readonly name: 'start-roll-call'; readonly by: string }
  | { readonly name: 'answer-roll-call'; readonly personId: string }
  | { readonly name: 'finish-roll-call'; readonly by: string }
  | {
      readonly name: 'sample-attendance';
      /** Who is connected now. */
      readonly connected: ReadonlySet<string>;
      /** Who was connected at any moment since the last sample. */
      readonly seen: ReadonlySet<string>;
    };
