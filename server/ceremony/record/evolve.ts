import type { EvolveTable } from '../tables.ts';
import type { recordEvents } from './events.ts';

export const evolveRecord: EvolveTable<keyof typeof recordEvents> = {
  'checkpoint-made': (state, checkpoint, at) => {
    state.checkpoints.set(checkpoint.upTo, { ...checkpoint, at });
  },
  'record-fixed': (state, { upTo, root }, at) => {
    state.fixedRecord = { upTo, root, at };
  },
  'minutes-sealed': (state, { upTo: _, root: __, ...minutes }, at) => {
    state.minutes = { ...minutes, at };
  },
  'custodian-named': (state, { custodianId }, at) => {
    state.custodians.set(custodianId, { custodianId, namedAt: at, delivered: null });
  },
  'custodian-removed': (state, { custodianId }) => {
    state.custodians.delete(custodianId);
  },
  'root-delivered': (state, { custodianId, how }, at) => {
    const custodian = state.custodians.get(custodianId);
    if (custodian !== undefined) state.custodians.set(custodianId, { ...custodian, delivered: { how, at } });
  },
  'personal-erased': (state, { personId }, at) => {
    state.erased.set(personId, at);
  },
};
