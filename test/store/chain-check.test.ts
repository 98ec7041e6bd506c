import { expect, test } from 'vitest';

import { startChainCheck } from '#store/chain-check';
import { eventHashOfText, NO_PREDECESSOR } from '#store/hash-chain';

type Header = { readonly ledger: string; readonly position: number; readonly stream: string; readonly version: number };

/** Rows whose hashes all fit, whatever their numbers: what somebody makes who can compute hashes. */
const forge = (headers: readonly Header[]) => {
  let previous = NO_PREDECESSOR;
  return headers.map((header) => {
    const facts = { ...header, type: 'noted', schema: 1, actor: 'director', at: '2021-01-18T02:00:00.000Z' };
    const hash = eventHashOfText(previous, facts, '{}');
    const { ledger, position, stream, version, type, schema, actor, at } = facts;
    const row = [ledger, position, stream, version, type, schema, '{}', actor, at, previous, hash];
    previous = hash;
    return row;
  });
};

const check = (headers: readonly Header[]) => {
  const chain = startChainCheck('l');
  for (const row of forge(headers)) chain.accept(row);
  return chain.result();
};

const at = (position: number, version = position, ledger = 'l'): Header => ({ ledger, position, stream: 's', version });

test('[L11] accepts a chain without gaps', () => {
  expect(check([at(1), at(2), at(3)])).toEqual({ ok: true, events: 3, brokenAt: null });
});

test('[L11] finds a gap, a repeated version and a foreign event even where every hash was computed anew', () => {
  const broken = { ok: false, events: 1, brokenAt: 2 };
  expect(check([at(1), at(3, 2)])).toEqual(broken);
  expect(check([at(1), at(2, 3)])).toEqual(broken);
  expect(check([at(1), at(2, 1)])).toEqual(broken);
  expect(check([at(1), at(2, 2, 'other')])).toEqual(broken);
});

test('[L11] once broken, a chain stays broken', () => {
  expect(check([at(1), at(3, 2), at(2)])).toEqual({ ok: false, events: 1, brokenAt: 2 });
});
