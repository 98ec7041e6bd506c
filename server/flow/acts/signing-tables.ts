import type { signingTablesCommands } from '#contract/commands/signing-tables';
import { isRefusal } from '#contract/refusal';
import { linkExpiry, tableLink } from '#identity/table-links';
import { later } from '#platform/clock';
import { randomDigits } from '#platform/random';
import { personStream, tableStream } from '#ceremony/streams';
import { maySign } from '#projections/agreements-for';
import type { ActTable, Handler } from '../act.ts';
import { askCeremony } from '../ask-ceremony.ts';
import { atTable, CODE_DIGITS, CODE_FOR, codeHash } from '../one-time-code.ts';

/** The link is told to the officer alone, who opens it on the tablet. */
const open: Handler<'table:open'> = (act, { tableId, name }) => {
  const { live, now, tools } = act;
  const proposal = askCeremony(act, { name: 'open-table', tableId, title: name, by: act.person.personId });
  if (isRefusal(proposal)) return proposal;
  const serial = (live.ceremony.signingTables.get(tableId)?.serial ?? 0) + 1;
  const expiresAt = linkExpiry(now);
  const link = tableLink(tools.publicUrl, tools.tableKey, { ceremonyId: live.ceremonyId, tableId, serial, expiresAt });
  return { ...proposal, reply: { link } };
};

/** The code is told to the officer alone, who hands it to whom they see before them. */
const call: Handler<'table:call'> = (act, { tableId, personId, method }) => {
  const code = randomDigits(CODE_DIGITS);
  const proposal = askCeremony(
    act,
    {
      name: 'call-to-table',
      tableId,
      personId,
      officer: act.person.personId,
      method,
      signs: maySign(act.live, personId),
      codeHash: codeHash(act.tools.codeKey, act.live.ceremonyId, atTable(tableId), code),
      expiresAt: later(act.now, CODE_FOR),
    },
    [personStream(personId)],
  );
  return isRefusal(proposal) ? proposal : { ...proposal, reply: { code } };
};

export const signingTablesActs: ActTable<keyof typeof signingTablesCommands> = {
  'table:open': open,
  'table:close': (act, { tableId }) => askCeremony(act, { name: 'close-table', tableId, by: act.person.personId }),
  'table:call': call,
  'table:clear': (act, { tableId }) =>
    askCeremony(act, { name: 'leave-table', tableId, reason: 'closed', devices: null }, [tableStream(tableId)]),
};
