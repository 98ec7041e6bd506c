import type { TableMethod } from '#contract/constants';

/** A shared tablet in the hall, at which signatories sit down one after another. */
export type SigningTable = {
  readonly tableId: string;
  readonly name: string;
  /** Of the table's link; a newer one ends the tablet that came with the one before. */
  readonly serial: number;
  readonly isOpen: boolean;
  /** Hash of the tablet that opened the link; null: none yet. */
  readonly device: string | null;
  /** Who is next, and the code that opens the table for them; null: nobody. */
  readonly call: TableCall | null;
  /** Who sits there now, on a device that exists for this one sitting (C203). */
  readonly seat: Seat | null;
};

export type TableCall = {
  readonly personId: string;
  readonly officer: string;
  readonly method: TableMethod;
  readonly codeHash: string;
  readonly expiresAt: string;
  readonly failures: number;
};

export type Seat = {
  readonly personId: string;
  readonly device: string;
  readonly officer: string;
  readonly at: string;
};

export type SigningTablesState = { readonly signingTables: Map<string, SigningTable> };

export const noTables = (): SigningTablesState => ({ signingTables: new Map() });

export const changeTable = (
  { signingTables }: SigningTablesState,
  tableId: string,
  patch: (table: SigningTable) => Partial<SigningTable>,
): void => {
  const table = signingTables.get(tableId);
  if (table !== undefined) signingTables.set(tableId, { ...table, ...patch(table) });
};

/** Where the person sits with this very device; null: it is their own. */
export const tableAt = (
  { signingTables }: SigningTablesState,
  personId: string,
  device: string | null,
): SigningTable | null =>
  [...signingTables.values()].find(({ seat }) => seat?.personId === personId && seat.device === device) ?? null;

/** Whoever comes with another device, or loses the link, sits nowhere any more. */
export const riseFromTables = (state: SigningTablesState, personId: string): void => {
  for (const { tableId, seat } of state.signingTables.values()) {
    if (seat?.personId === personId) changeTable(state, tableId, () => ({ seat: null }));
  }
};
