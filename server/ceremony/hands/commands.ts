export type HandsCommand =
  | { readonly name: 'raise-hand'; readonly personId: string }
  | { readonly name: 'lower-hand'; readonly personId: string }
  | { readonly name: 'call-hand'; readonly personId: string; readonly by: string }
  | { readonly name: 'lower-all-hands'; readonly by: string };
