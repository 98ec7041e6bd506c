export type StageCommand =
  | { readonly name: 'invite-to-green-room'; readonly personId: string }
  | { readonly name: 'stand-by'; readonly personId: string }
  | { readonly name: 'call-to-stage'; readonly personId: string; readonly connected: boolean }
  | { readonly name: 'send-back'; readonly personId: string }
  | { readonly name: 'clear-stage' }
  | { readonly name: 'assign-sign-language'; readonly personId: string | null }
  | { readonly name: 'show-lower-third'; readonly captionId: string; readonly personId: string }
  | { readonly name: 'show-caption'; readonly captionId: string; readonly commitment: string }
  | { readonly name: 'hide-lower-third' };
