export type InaugurationCommand =
  | { readonly name: 'arm-inauguration' }
  | { readonly name: 'disarm-inauguration' }
  | { readonly name: 'press-inauguration'; readonly personId: string };
