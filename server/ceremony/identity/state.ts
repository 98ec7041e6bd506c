import type { IdentityMethod } from '#contract/constants';

export type Identity =
  | { readonly state: 'unconfirmed' }
  | {
      readonly state: 'code-issued';
      readonly codeHash: string;
      readonly expiresAt: string;
      readonly officer: string;
      readonly failures: number;
    }
  | {
      readonly state: 'confirmed';
      readonly method: IdentityMethod;
      readonly officer: string;
      readonly at: string;
    };
