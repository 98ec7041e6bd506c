import { decide } from '#ceremony/decide';
import type { CeremonyCommand } from '#ceremony/commands';
import type { SigningTable } from '#ceremony/signing-tables/state';
import type { SeatEnd } from '#contract/constants';
import type { Problem } from '#contract/problems';
import { answerOf, isRefusal, refuse, type Refusal, type Refused } from '#contract/refusal';
import type { SatDownView, TableView } from '#contract/views/signing-tables';
import { readTableLink } from '#identity/table-links';
import type { Ticket } from '#identity/tickets';
import type { Clock } from '#platform/clock';
import { randomId } from '#platform/random';
import type { LiveCeremony } from '#projections/live-ceremony';
import { spokenNameOf } from '#projections/people-data';
import { ceremonyWrites, type Proposal } from './act.ts';
import type { Ahead, Line } from './ahead.ts';
import { sessionViewOf } from './arrive.ts';
import { atTable, codeHash } from './one-time-code.ts';
import { proposeAhead } from './propose.ts';
import { hashDevice, viewerOf } from './viewer.ts';

const MAX_ATTEMPTS = 8;
/** As whom the house writes what a tablet does while nobody sits there. */
const TABLE = 'table';

type Answer<Value> = ({ readonly ok: true } & Value) | Refused;
/** Of a tablet: its `personId` is the table's id. */
type TableTicket = Ticket;

export type SigningTables = {
  /** The link becomes a tablet (C200). */
  readonly join: (token: string, deviceId: string) => Promise<Answer<{ readonly ticket: TableTicket }>>;
  readonly look: (ticket: TableTicket) => Promise<Answer<{ readonly view: TableView }>>;
  /** The code of whoever is called becomes their ticket for this sitting (C202, C203). */
  readonly sit: (
    ticket: TableTicket,
    code: string,
  ) => Promise<Answer<{ readonly view: SatDownView; readonly ticket: Ticket }>>;
  /**
   * Ends the sitting, if there is one; harmless otherwise (C204). `sittings`: the tickets that this browser has. With one, only
   * that sitting is meant: a word that comes late does not end the sitting of whoever came next.
   */
  readonly leave: (ticket: TableTicket, reason: SeatEnd, sittings?: readonly Ticket[]) => Promise<Answer<object>>;
};

/** What a shared tablet asks of the house; it is nobody until somebody called sits down there. */
export const createSigningTables = (house: {
  readonly ahead: Ahead;
  readonly clock: Clock;
  readonly tableKey: Uint8Array;
  readonly codeKey: Uint8Array;
}): SigningTables => {
  const { ahead, clock } = house;

  /** Decides and writes; what was recorded and still refused (a wrong code) is told as `butRefused`. */
  const perform = async (
    line: Line,
    actor: (live: LiveCeremony) => string,
    command: CeremonyCommand,
  ): Promise<Refusal | { readonly butRefused: Problem | null }> => {
    for (let tries = 0; tries < MAX_ATTEMPTS; tries += 1) {
      const at = clock.now().toISOString();
      let asActor = TABLE;
      const attempt = await proposeAhead(
        line,
        (live) => {
          const decision = decide(command, live.ceremony, at);
          asActor = actor(live);
          return isRefusal(decision) || decision.length === 0 ? null : wrongCodeTold(decision);
        },
        () => ({ actor: asActor, at }),
      );
      if (attempt === null) {
        // F2: an answer without an event of its own waits for what it was decided upon.
        await line.settle();
        const decision = decide(command, line.committed.ceremony, at);
        if (isRefusal(decision)) return decision;
        if (decision.length > 0) continue;
        return { butRefused: null };
      }
      if (attempt.appended.ok) return { butRefused: attempt.proposal.butRefused ?? null };
    }
    return refuse('internal', 'Too many people acted at once. Try again.');
  };

  /** The table, if the tablet is still the one that it was given to. */
  const tableOf = async (
    ticket: TableTicket,
  ): Promise<{ readonly line: Line; readonly table: SigningTable } | Refusal> => {
    const line = await ahead.load(ticket.ceremonyId);
    const table = line?.committed.ceremony.signingTables.get(ticket.personId);
    if (line === null || table === undefined) return refuse('unknown-table', 'This signing table is not here.');
    if (!table.isOpen) return refuse('unknown-table', 'This signing table was closed.');
    const isIts = table.serial === ticket.serial && table.device === hashDevice(ticket.deviceId);
    return isIts ? { line, table } : refuse('taken-over', 'Another tablet is this table now.');
  };

  return {
    join: async (token, deviceId) => {
      const link = readTableLink(house.tableKey, token);
      if (link === 'invalid') return answerOf(refuse('link-invalid', 'This link is not one of ours.'));
      if (link.expiresAt.getTime() <= clock.now().getTime()) {
        return answerOf(refuse('link-expired', 'This link has expired. Ask the officer for a new one.'));
      }
      const line = await ahead.load(link.ceremonyId);
      if (line === null) return answerOf(refuse('link-invalid', 'The ceremony of this link is not here.'));
      const { ceremonyId, tableId, serial } = link;
      const device = hashDevice(deviceId);
      const outcome = await perform(line, () => TABLE, { name: 'join-table', tableId, serial, device });
      return isRefusal(outcome)
        ? answerOf(outcome)
        : { ok: true, ticket: { ceremonyId, personId: tableId, deviceId, serial } };
    },

    look: async (ticket) => {
      const found = await tableOf(ticket);
      if (isRefusal(found)) return answerOf(found);
      const live = found.line.committed;
      const { plan } = live.ceremony;
      if (plan === null) return answerOf(refuse('unknown-table', 'This ceremony is not here.'));
      const { name, call, seat } = found.table;
      return {
        ok: true,
        view: {
          ceremonyId: live.ceremonyId,
          title: plan.title,
          sample: plan.sample,
          rehearsal: plan.rehearsal,
          table: name,
          next: call === null ? null : spokenNameOf(live, call.personId),
          taken: seat !== null,
        },
      };
    },

    sit: async (ticket, code) => {
      const found = await tableOf(ticket);
      if (isRefusal(found)) return answerOf(found);
      const { line, table } = found;
      const { tableId } = table;
      // C203: made for this sitting, so that nothing of it holds for whoever comes next.
      const deviceId = randomId(16);
      const device = hashDevice(deviceId);
      const outcome = await perform(line, (live) => live.ceremony.signingTables.get(tableId)?.call?.personId ?? TABLE, {
        name: 'sit-down',
        tableId,
        tablet: hashDevice(ticket.deviceId),
        codeHash: codeHash(house.codeKey, ticket.ceremonyId, atTable(tableId), code),
        device,
      });
      if (isRefusal(outcome)) return answerOf(outcome);
      if (outcome.butRefused !== null) return { ok: false, problem: outcome.butRefused };
      const live = line.committed;
      const seat = live.ceremony.signingTables.get(tableId)?.seat ?? null;
      const person = seat?.device === device ? live.ceremony.people.get(seat.personId) : undefined;
      if (person === undefined) return answerOf(refuse('taken-over', 'The sitting was ended.'));
      const { personId, link } = person;
      const own: Ticket = { ceremonyId: live.ceremonyId, personId, deviceId, serial: link.serial };
      const answer = sessionViewOf(live, viewerOf(own));
      return answer.ok ? { ok: true, view: { session: answer.session, table: table.name }, ticket: own } : answer;
    },

    leave: async (ticket, reason, sittings = []) => {
      const found = await tableOf(ticket);
      if (isRefusal(found)) return answerOf(found);
      const { tableId } = found.table;
      const meant = sittings.filter(({ ceremonyId }) => ceremonyId === ticket.ceremonyId);
      const devices = meant.length === 0 ? null : meant.map(({ deviceId }) => hashDevice(deviceId));
      // Whoever sits there as everything stands that was sent: a sitting that is only just being written ends, too.
      const actor = (live: LiveCeremony): string => live.ceremony.signingTables.get(tableId)?.seat?.personId ?? TABLE;
      const outcome = await perform(found.line, actor, { name: 'leave-table', tableId, reason, devices });
      return isRefusal(outcome) ? answerOf(outcome) : { ok: true };
    },
  };
};

/** C206: a wrong code is recorded, and still the answer is no. */
const wrongCodeTold = (decision: Parameters<typeof ceremonyWrites>[0]): Proposal => {
  const proposal = { writes: ceremonyWrites(decision) };
  return decision.some(({ type }) => type === 'table-code-failed')
    ? { ...proposal, butRefused: { code: 'code-wrong', detail: 'This is not the code of whoever is called.' } }
    : proposal;
};
