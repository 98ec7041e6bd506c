export type DrillCommand =
  | {
      readonly name: 'plan-drill';
      readonly seconds: number;
      readonly deputyId: string;
      readonly hallId: string | null;
    }
  | { readonly name: 'start-drill'; readonly to: 'hall' | 'slate'; readonly hallConnected: boolean }
  | { readonly name: 'use-second-line'; readonly personId: string; readonly connected: boolean }
  | { readonly name: 'use-telephone' }
  | { readonly name: 'let-deputy-act' }
  | { readonly name: 'end-drill' };
