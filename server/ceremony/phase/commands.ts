export type PhaseCommand =
  | { readonly name: 'open-ceremony' }
  | { readonly name: 'go-live' }
  | { readonly name: 'close-ceremony' };
