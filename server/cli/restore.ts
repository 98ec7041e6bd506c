// npm run -s restore -- --from FILE [--data DIR]
import { resolve } from 'node:path';
import { restoreBackup } from '#store/restore';
import { AskedWrongly, readArguments, runCommand } from './command-line.ts';
import { dataFolder } from './data-folder.ts';

const USAGE = 'Usage: npm run -s restore -- --from FILE [--data DIR]';

/** Exit code: 0 restored, 1 not restored, 2 wrong usage. */
await runCommand(() => {
  const { values } = readArguments(USAGE, { options: { from: { type: 'string' }, data: { type: 'string' } } });
  if (!values.from) throw new AskedWrongly(USAGE);
  const folder = dataFolder(values.data);
  const { ledgers, events, keyFiles } = restoreBackup(resolve(values.from), folder);
  console.log(
    `Restored into ${folder}: ledgers ${ledgers}, events ${events}, key files ${keyFiles}. Every chain was checked.`,
  );
  return 0;
});
