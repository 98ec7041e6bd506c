import type { Bilingual } from '../agreement-facts.ts';
import type { SessionView } from '../views.ts';

type Someone = { readonly personId: string; readonly name: string };

export type SigningTableRow = {
  readonly tableId: string;
  readonly name: string;
  readonly isOpen: boolean;
  /** Whether a tablet has opened the link. */
  readonly joined: boolean;
  readonly call: (Someone & { readonly expiresAt: string; readonly failures: number }) | null;
  readonly seat: (Someone & { readonly at: string }) | null;
};
/** The signing tables in the hall, for those who run the ceremony. */
export type TablesView = { readonly rows: { readonly [tableId: string]: SigningTableRow } };

/** Answer of GET /api/table/:ceremonyId: what the tablet itself shows. Nobody is named but who is called. */
export type TableView = {
  readonly ceremonyId: string;
  readonly title: Bilingual;
  readonly sample: boolean;
  readonly rehearsal: boolean;
  readonly table: string;
  /** Who is next, as the name is spoken. */
  readonly next: string | null;
  /** Whether somebody sits there. */
  readonly taken: boolean;
};

/** Answer of POST /api/table/:ceremonyId/sit. */
export type SatDownView = { readonly session: SessionView; readonly table: string };
