export type PhaseCommand =
  | { readonly name: 'open-ceremony' }
  | { readonly name: 'go-live' }
  | { readonly name: 'close-ceremony' }
  /** `unfinished`: agreements that will close without their seal. */
  | { readonly name: 'finish-closing'; readonly unfinished: readonly string[] };
