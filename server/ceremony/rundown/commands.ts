export type RundownCommand = { readonly name: 'start-item'; readonly itemId: string };
