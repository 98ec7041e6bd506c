// npm run -s backup -- --out FILE [--data DIR]
import { join, resolve } from 'node:path';
import { writeBackup } from '#store/backup';
import { countSecrets } from './authority/show.ts';
import { AskedWrongly, readArguments, runCommand } from './command-line.ts';
import { dataFolder } from './data-folder.ts';

const USAGE = 'Usage: npm run -s backup -- --out FILE [--data DIR]';

/** Exit code: 0 written, 1 not written, 2 wrong usage. */
await runCommand(() => {
  const { values } = readArguments(USAGE, { options: { out: { type: 'string' }, data: { type: 'string' } } });
  if (!values.out) throw new AskedWrongly(USAGE);
  const out = resolve(values.out);
  const folder = dataFolder(values.data);
  const { ledgers, events, keyFiles } = writeBackup(folder, out);
  const { encrypted, clear } = countSecrets(join(folder, 'keys'));
  console.log(
    `Backup written to ${out}: ledgers ${ledgers}, events ${events}, key files ${keyFiles}.\n` +
      `It holds the private keys of the authority and of the links (${encrypted} encrypted, ${clear} in the clear): ` +
      'keep it as safe as the data folder, and the passphrase apart from it. Recordings are not in it.',
  );
  return 0;
});
