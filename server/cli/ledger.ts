// npm run -s ledger -- verify | proof | check-proof | audit | retention
import type { ParseArgsConfig } from 'node:util';
import { systemClock } from '#platform/clock';
import { AskedWrongly, readArguments, runCommand } from './command-line.ts';
import { dataFolder } from './data-folder.ts';
import { printAudit } from './ledger/audit.ts';
import { checkProof, printProof } from './ledger/proof.ts';
import { printRetention } from './ledger/retention.ts';
import { verifyLedgers } from './ledger/verify.ts';

const USAGE = `Usage: npm run -s ledger -- COMMAND [--data DIR] [--json]

verify                                   every ledger: chain, roots, documents, personal data that is still there
proof --ledger ID --position N [--upto M]   that event N is under the root over events 1 to M (to the last one)
proof --ledger ID --from N [--upto M]       that the root over events 1 to N is the beginning of that over 1 to M
check-proof FILE [--root HEX]            checks what proof --json wrote, without any database
audit --ledger ID [--person ID] [--type TYPE] [--stream NAME] [--from TIME] [--to TIME]
retention                                until when what is kept, and what is due`;

const COMMON = { data: { type: 'string' }, json: { type: 'boolean' } } as const satisfies ParseArgsConfig['options'];
const text = { type: 'string' } as const;

const wrong = (): AskedWrongly => new AskedWrongly(USAGE);

/** A place in a ledger: a whole number from 1. */
const placeOf = (given: string | undefined, name: string): number | null => {
  if (given === undefined) return null;
  if (!/^[1-9]\d{0,14}$/.test(given)) throw new AskedWrongly(`--${name} takes a whole number from 1, not "${given}".`);
  return Number(given);
};

const read = <const Options extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: Options) =>
  readArguments(USAGE, { args, options: { ...COMMON, ...options }, strict: true, allowPositionals: true });

const run = ([command = '', ...args]: string[]): 0 | 1 => {
  switch (command) {
    case 'verify': {
      const { values, positionals } = read(args, {});
      if (positionals.length > 0) throw wrong();
      return verifyLedgers(dataFolder(values.data), values.json === true);
    }
    case 'proof': {
      const { values, positionals } = read(args, { ledger: text, position: text, from: text, upto: text });
      const { ledger } = values;
      const position = placeOf(values.position, 'position');
      const from = placeOf(values.from, 'from');
      if (ledger === undefined || positionals.length > 0 || (position === null) === (from === null)) throw wrong();
      const asked = { ledger, position, from, upTo: placeOf(values.upto, 'upto'), asJson: values.json === true };
      return printProof(dataFolder(values.data), asked);
    }
    case 'check-proof': {
      const { values, positionals } = read(args, { root: text });
      const [file, ...more] = positionals;
      if (file === undefined || more.length > 0) throw wrong();
      return checkProof(file, values.root ?? null, values.json === true);
    }
    case 'audit': {
      const { values, positionals } = read(args, {
        ledger: text,
        person: text,
        type: text,
        stream: text,
        from: text,
        to: text,
      });
      const { ledger, person, type, stream, from, to } = values;
      if (ledger === undefined || positionals.length > 0) throw wrong();
      return printAudit(dataFolder(values.data), ledger, { person, type, stream, from, to }, values.json === true);
    }
    case 'retention': {
      const { values, positionals } = read(args, {});
      if (positionals.length > 0) throw wrong();
      return printRetention(dataFolder(values.data), values.json === true, systemClock.now());
    }
    default:
      throw wrong();
  }
};

/** Exit code: 0 done and good, 1 something does not hold, 2 asked wrongly. */
await runCommand(() => run(process.argv.slice(2)));
