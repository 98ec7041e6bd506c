export type StageCommand =
  | { readonly name: 'call-to-stage'; readonly personId: string; readonly connected: boolean }
  | { readonly name: 'send-back'; readonly personId: string }
  | { readonly name: 'clear-stage' };
