import { createHmac, type KeyObject } from 'node:crypto';
import { commandEnvelope, commandSchemas, isCommandName, type CommandName } from '#contract/commands';
import { refuse, type Refusal } from '#contract/refusal';
import type { Act, Handler, Proposal, SlowHandler } from './act.ts';
import { commandTable } from './command-table.ts';

/** A person's wish as it came over the wire, parsed and tied to its handler. */
export type Wish = {
  readonly id: string;
  readonly name: CommandName;
  readonly payloadHash: string;
  readonly agreementId: string | null;
  /** Slow wishes of one key run one after another; null: those of one asker do. */
  readonly key: string | null;
  readonly handler:
    | { readonly atOnce: (act: Act) => Proposal | Refusal }
    | { readonly slow: (act: Act) => Promise<Proposal | Refusal> };
};

/** Answers with a refusal for what is no command of ours. `hashKey` keys the hash that the ledger keeps. */
export const readWish = (envelope: unknown, hashKey: KeyObject): Wish | Refusal => {
  const outer = commandEnvelope.safeParse(envelope);
  if (!outer.success) return refuse('bad-command', describe(outer.error));
  const { id, name, payload } = outer.data;
  if (!isCommandName(name)) return refuse('unknown-command', `There is no command "${name}".`);
  const inner = commandSchemas[name].safeParse(payload);
  if (!inner.success) return refuse('bad-command', describe(inner.error));
  const parsed = inner.data;
  const agreementId = 'agreementId' in parsed ? parsed.agreementId : null;
  const personId = 'personId' in parsed ? parsed.personId : null;
  // The table ties a name to its own payload; the compiler cannot follow that through a variable.
  const entry: Handler<CommandName> | { readonly slow: SlowHandler<CommandName> } = commandTable[name];
  return {
    id,
    name,
    // Keyed: it is kept for ever, and a one-time code or a reason for declining could be guessed from a plain hash (C2).
    payloadHash: createHmac('sha256', hashKey)
      .update(JSON.stringify([name, parsed], withoutSecrets))
      .digest('hex'),
    agreementId,
    // A53: the service may take seconds, and nobody else's signature of this agreement waits for that.
    key: name === 'signing:complete-remote' ? null : (agreementId ?? personId),
    handler:
      typeof entry === 'function'
        ? { atOnce: (act) => entry(act, parsed) }
        : { slow: (act) => entry.slow(act, parsed) },
  };
};

/** A51: six digits could be guessed from any hash by whoever has its key. */
const SECRETS: ReadonlySet<string> = new Set(['pin', 'otp']);
const withoutSecrets = (key: string, value: unknown): unknown => (SECRETS.has(key) ? undefined : value);

const describe = (error: { readonly issues: readonly { readonly path: PropertyKey[]; readonly message: string }[] }) =>
  error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.length === 0 ? 'the command' : path.map(String).join('.')}: ${message}`)
    .join('; ');
