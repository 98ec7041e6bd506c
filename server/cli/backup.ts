// npm run -s backup -- --out FILE [--data DIR]
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { writeBackup } from '#store/backup';
import { StoreFault } from '#store/fault';

import { dataFolder } from './data-folder.ts';

const USAGE = 'Usage: npm run -s backup -- --out FILE [--data DIR]';

const readArguments = (): { readonly out: string; readonly data: string } | null => {
  try {
    const { values } = parseArgs({ options: { out: { type: 'string' }, data: { type: 'string' } } });
    return values.out ? { out: resolve(values.out), data: dataFolder(values.data) } : null;
  } catch {
    return null;
  }
};

/** Exit code: 0 written, 1 not written, 2 wrong usage. */
const run = (): 0 | 1 | 2 => {
  const given = readArguments();
  if (given === null) {
    console.error(USAGE);
    return 2;
  }
  try {
    const { ledgers, events, keyFiles } = writeBackup(given.data, given.out);
    console.log(
      `Backup written to ${given.out}: ledgers ${ledgers}, events ${events}, key files ${keyFiles}.\n` +
        'It holds the private keys of the authority: keep it as safe as the data folder. Recordings are not in it.',
    );
    return 0;
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    console.error(error.message);
    return 1;
  }
};

process.exitCode = run();
