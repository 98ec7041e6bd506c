export type SessionsCommand =
  | { readonly name: 'order-wave'; readonly wave: number; readonly agreementIds: readonly string[] }
  /** `endsAt` is what a countdown runs to, if there is one. */
  | { readonly name: 'open-session'; readonly wave: number; readonly endsAt?: string | null }
  /** `minutes` more than what is left of the time. */
  | { readonly name: 'extend-session'; readonly wave: number; readonly minutes: number }
  | { readonly name: 'close-session'; readonly wave: number };
