// npm run -s restore -- --from FILE [--data DIR]
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { StoreFault } from '#store/fault';
import { restoreBackup } from '#store/restore';

import { dataFolder } from './data-folder.ts';

const USAGE = 'Usage: npm run -s restore -- --from FILE [--data DIR]';

const readArguments = (): { readonly from: string; readonly data: string } | null => {
  try {
    const { values } = parseArgs({ options: { from: { type: 'string' }, data: { type: 'string' } } });
    return values.from ? { from: resolve(values.from), data: dataFolder(values.data) } : null;
  } catch {
    return null;
  }
};

/** Exit code: 0 restored, 1 not restored, 2 wrong usage. */
const run = (): 0 | 1 | 2 => {
  const given = readArguments();
  if (given === null) {
    console.error(USAGE);
    return 2;
  }
  try {
    const { ledgers, events, keyFiles } = restoreBackup(given.from, given.data);
    console.log(
      `Restored into ${given.data}: ledgers ${ledgers}, events ${events}, key files ${keyFiles}. Every chain was checked.`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    console.error(error.message);
    return 1;
  }
};

process.exitCode = run();
