// npm run -s bench -- [--only ROW,ROW] [--json] [--tiny] [--long]
import { documents } from './bench/documents.ts';
import { fanOut } from './bench/fan-out.ts';
import { ledger } from './bench/ledger.ts';
import { projection } from './bench/projection.ts';
import type { Bench, Measurement, Row } from './bench/row.ts';
import { signing } from './bench/signing.ts';
import { table } from './bench/table.ts';
import { verify } from './bench/verify.ts';
import { wave } from './bench/wave.ts';
import { AskedWrongly, readArguments, runCommand } from './command-line.ts';

const rows: { readonly [name: string]: Row } = {
  ledger,
  projection,
  'fan-out': fanOut,
  verify,
  documents,
  signing,
  wave,
};

const USAGE = `Usage: npm run -s bench -- [--only ROW,ROW] [--json] [--tiny] [--long]

--only  rows to measure: ${Object.keys(rows).join(', ')}. All of them when it is not given.
--json  prints an array of measurements and nothing else.
--long  waves of up to 2,000 agreements, too; it takes minutes.
--tiny  a hundredth of everything, to see that it runs: its numbers say nothing.`;

/** Exit code: 0 measured, also where a target was missed; 2 wrong usage. */
await runCommand(async () => {
  const { values } = readArguments(USAGE, {
    options: {
      only: { type: 'string' },
      json: { type: 'boolean' },
      tiny: { type: 'boolean' },
      long: { type: 'boolean' },
    },
  });
  const names = values.only?.split(',').map((name) => name.trim()) ?? Object.keys(rows);
  const unknown = names.find((name) => !Object.hasOwn(rows, name));
  if (unknown !== undefined) {
    throw new AskedWrongly(`There is no row "${unknown}". Rows: ${Object.keys(rows).join(', ')}.`);
  }
  const bench: Bench = {
    size: (full, least = 1) => (values.tiny ? Math.max(least, Math.ceil(full / 100)) : full),
    isLong: values.long ?? false,
    say: (line) => console.error(line),
  };
  const measurements: Measurement[] = [];
  for (const [name, row] of Object.entries(rows)) {
    if (names.includes(name)) measurements.push(...(await row(bench)));
  }
  console.log(values.json ? JSON.stringify(measurements, null, 2) : table(measurements));
  return 0;
});
