import type { SigningTableRow, TablesView } from '#contract/views/signing-tables';
import type { LiveCeremony } from './live-ceremony.ts';
import { nameOf } from './people-data.ts';

/** The signing tables, who is called to each and who sits there; a code is told once, elsewhere. */
export const tablesView = (live: LiveCeremony): TablesView => {
  const rows = [...live.ceremony.signingTables.values()].map(
    ({ tableId, name, isOpen, device, call, seat }): SigningTableRow => ({
      tableId,
      name,
      isOpen,
      joined: device !== null,
      call:
        call === null
          ? null
          : {
              personId: call.personId,
              name: nameOf(live, call.personId),
              expiresAt: call.expiresAt,
              failures: call.failures,
            },
      seat: seat === null ? null : { personId: seat.personId, name: nameOf(live, seat.personId), at: seat.at },
    }),
  );
  return { rows: Object.fromEntries(rows.map((row) => [row.tableId, row])) };
};
