import type { SeatEnd, TableMethod } from '#contract/constants';

export type SigningTablesCommand =
  | { readonly name: 'open-table'; readonly tableId: string; readonly title: string; readonly by: string }
  | { readonly name: 'close-table'; readonly tableId: string; readonly by: string }
  | { readonly name: 'join-table'; readonly tableId: string; readonly serial: number; readonly device: string }
  | {
      readonly name: 'call-to-table';
      readonly tableId: string;
      readonly personId: string;
      readonly officer: string;
      /** How the officer, who stands beside them, knows who they are. */
      readonly method: TableMethod;
      /** Whether there is anything for them to sign. */
      readonly signs: boolean;
      readonly codeHash: string;
      readonly expiresAt: string;
    }
  | {
      readonly name: 'sit-down';
      readonly tableId: string;
      /** Of the tablet. */
      readonly tablet: string;
      readonly codeHash: string;
      /** Made for this sitting. */
      readonly device: string;
    }
  | {
      readonly name: 'leave-table';
      readonly tableId: string;
      readonly reason: SeatEnd;
      /** Of the sittings that are meant, made for each; null: whoever sits there. */
      readonly devices: readonly string[] | null;
    };
