/** What the bench asks of its guests. The first of them is the director. */
export type GuestsAsk =
  | { readonly ask: 'come'; readonly url: string; readonly links: readonly string[] }
  | { readonly ask: 'connect'; readonly url: string; readonly count: number }
  | { readonly ask: 'act' | 'change'; readonly name: string; readonly payload: unknown }
  | { readonly ask: 'broadcast'; readonly message: unknown }
  | { readonly ask: 'join-media'; readonly guests: number }
  | { readonly ask: 'leave' };

export type GuestsAnswer = {
  /** In milliseconds. */
  readonly delays: readonly number[];
  /** The last message of a topic that one of them received. */
  readonly last: unknown;
};
