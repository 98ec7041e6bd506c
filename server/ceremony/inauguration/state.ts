export type Inauguration =
  | { readonly state: 'unarmed' }
  | { readonly state: 'armed'; readonly at: string }
  | { readonly state: 'pressed'; readonly at: string; readonly personId: string; readonly actingFor: string | null };

export type InaugurationState = { inauguration: Inauguration };

export const notInaugurated = (): InaugurationState => ({ inauguration: { state: 'unarmed' } });
