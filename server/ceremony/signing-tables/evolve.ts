import { dropHand } from '../hands/state.ts';
import { WAITING } from '../lobby/state.ts';
import { changePerson } from '../people/state.ts';
import { takeOffStage } from '../stage/state.ts';
import type { EvolveTable } from '../tables.ts';
import type { signingTablesEvents } from './events.ts';
import { changeTable } from './state.ts';

export const evolveSigningTables: EvolveTable<keyof typeof signingTablesEvents> = {
  'table-opened': (state, { tableId, name, serial }) =>
    void state.signingTables.set(tableId, {
      tableId,
      name,
      serial,
      isOpen: true,
      device: null,
      call: null,
      seat: null,
    }),
  'table-closed': (state, { tableId }) =>
    changeTable(state, tableId, () => ({ isOpen: false, device: null, call: null, seat: null })),
  'table-joined': (state, { tableId, device }) => changeTable(state, tableId, () => ({ device })),
  'table-called': (state, { tableId, ...call }) =>
    changeTable(state, tableId, () => ({ call: { ...call, failures: 0 } })),
  'table-code-failed': (state, { tableId }) =>
    changeTable(state, tableId, ({ call }) =>
      call === null ? {} : { call: { ...call, failures: call.failures + 1 } },
    ),
  'table-seated': (state, { tableId, personId, officer, device }, at) =>
    changeTable(state, tableId, () => ({ call: null, seat: { personId, officer, device, at } })),
  'table-left': (state, { tableId, personId }) => {
    changeTable(state, tableId, ({ seat }) => (seat?.personId === personId ? { seat: null } : {}));
    // C204: the next time, here or elsewhere, who they are is checked again, and the notice is read again.
    changePerson(state, personId, ({ admission }) => ({
      device: null,
      identity: { state: 'unconfirmed' },
      certificate: null,
      helper: null,
      noticeVersion: null,
      admission: admission.state === 'sent-back' ? admission : WAITING,
    }));
    takeOffStage(state, personId);
    dropHand(state, personId);
    state.holding.delete(personId);
  },
};
