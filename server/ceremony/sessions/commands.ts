export type SessionsCommand =
  | { readonly name: 'open-session'; readonly wave: number }
  | { readonly name: 'close-session'; readonly wave: number };
