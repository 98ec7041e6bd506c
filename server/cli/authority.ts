// npm run -s authority -- show | export-root | remove-root-key | renew-crl | renew-certification | renew-seal | renew-time | request | adopt
import { join } from 'node:path';
import type { ParseArgsConfig } from 'node:util';
import { REVOCATION_REASONS } from '#contract/constants';
import { systemClock } from '#platform/clock';
import { prepareDataFolder } from '#platform/data-folder';
import { randomBytes } from '#platform/random';
import { StartFault } from '#platform/start-fault';
import { readConfig } from '#server/config';
import { authorityPlace, vaultOf } from '#setup/authority-opener';
import {
  openIssuers,
  openOwn,
  placeOf,
  renewOwn,
  requireAuthority,
  type AuthorityPlace,
  type OwnName,
} from '#signing/authority-keys';
import { addOwnRevocation } from '#signing/own-revocations';
import { takeLock } from '#store/lock';
import { adopt, request } from './authority/issuing.ts';
import { exportRoot, removeRoot, renewList } from './authority/root.ts';
import { NOTHING_BROUGHT, readBrought } from './authority/show-brought.ts';
import { readShown, showText } from './authority/show.ts';
import { AskedWrongly, readArguments, runCommand } from './command-line.ts';
import { dataFolder } from './data-folder.ts';

const USAGE = `Usage: npm run -s authority -- COMMAND [--rehearsal] [--data DIR]

show [--json]                     root, issuing authority, certification, seal and time stamps, and what the settings
                                  bring in their place; where the keys are
export-root --out FILE --passphrase-file FILE
                                  writes the root's key, encrypted, to be taken away
remove-root-key --exported FILE --passphrase-file FILE --yes [--days N]
                                  removes the root's key; its revocation list, good for N days (365), stays
renew-crl --exported FILE --passphrase-file FILE [--days N]
                                  a new list by the root's key, which is read and not kept
renew-crl --list FILE             a new list that the root's keeper signed
renew-certification | renew-seal | renew-time [--reason REASON]
                                  a new key and certificate; the old one is revoked
adopt --certificate FILE --key FILE [--key-passphrase-file FILE] --root FILE --root-crl FILE
                                  an issuing authority below somebody else's root, before the first start
request --out FILE                with PKCS11_ISSUING_KEY: a request (PKCS#10) for somebody else's root, signed by the
                                  key on the token, which is made if it is not there
adopt [--certificate FILE] --root FILE --root-crl FILE
                                  with PKCS11_ISSUING_KEY: the same for the key on the token

REASON is one of ${REVOCATION_REASONS.join(', ')} (superseded). All but show need that no server runs on the data folder.`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const wrong = (): AskedWrongly => new AskedWrongly(USAGE);

const read = <const Options extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: Options) =>
  readArguments(USAGE, { args, options: { rehearsal: flag, data: text, ...options }, strict: true });

/** With the folder to itself: a server that runs would go on with what it has read. */
const alone = async (
  { data, rehearsal }: { readonly data?: string | undefined; readonly rehearsal?: boolean | undefined },
  act: (place: AuthorityPlace) => Promise<0 | 1>,
): Promise<0 | 1> => {
  const reading = readConfig();
  if (!reading.ok) throw new StartFault(reading.problems.join('\n'));
  const { config } = reading;
  const folder = dataFolder(data);
  await prepareDataFolder(folder);
  const lock = takeLock(folder);
  try {
    const now = systemClock.now();
    const vault = vaultOf(config, randomBytes);
    return await act(placeOf(authorityPlace(config, { folder, vault, now, randomBytes }), rehearsal === true));
  } finally {
    lock[Symbol.dispose]();
  }
};

const daysOf = (given: string | undefined): number => {
  const days = Number(given ?? '365');
  if (Number.isInteger(days) && days >= 1 && days <= 3650) return days;
  throw new AskedWrongly(`--days takes a whole number from 1 to 3650, not "${given}".`);
};

const RENEWALS = {
  'renew-certification': 'certification',
  'renew-seal': 'seal',
  'renew-time': 'time',
} as const satisfies Record<string, OwnName>;

const renew = async (place: AuthorityPlace, name: OwnName, given: string): Promise<0> => {
  const reason = REVOCATION_REASONS.find((one) => one === given);
  if (reason === undefined) throw wrong();
  const issuers = await openIssuers(place);
  // S142: nothing is revoked for which no new one could be made.
  requireAuthority(issuers, place.now);
  const { certificate } = await openOwn(place, issuers, name);
  // The revocation first: cut short after it, the next start still signs with the old one, and the list says so.
  await addOwnRevocation(issuers.folder, { serial: certificate.serialNumber, at: place.now, reason });
  const made = await renewOwn(place, issuers, name);
  console.log(
    `Revoked ${certificate.serialNumber} (${reason}); the new certificate is ${made.certificate.serialNumber}, ` +
      `good until ${made.certificate.notAfter.toISOString()}. The published list says so from the next start on.`,
  );
  return 0;
};

/** Throws a sentence: a seal that was brought along is renewed by whoever certified it. */
const refuseIfBrought = (): void => {
  const reading = readConfig();
  if (!reading.ok) return;
  const { seal, token } = reading.config.keys;
  if (seal !== null || (token?.seal ?? null) !== null)
    throw new StartFault(
      'The seal was brought along (SEAL_P12 or PKCS11_KEY): whoever certified it renews it. Nothing was changed.',
    );
};

const run = async ([command = '', ...args]: string[]): Promise<0 | 1> => {
  switch (command) {
    case 'show': {
      const { values } = read(args, { json: flag });
      const keys = join(dataFolder(values.data), 'keys');
      // What was brought along is for real ceremonies only (S88).
      const shown = values.rehearsal
        ? readShown(join(keys, 'rehearsal'), NOTHING_BROUGHT)
        : readShown(keys, await readBrought(readConfig(), systemClock.now()));
      console.log(values.json === true ? JSON.stringify(shown, null, 2) : showText(shown));
      return 0;
    }
    case 'export-root': {
      const { values } = read(args, { out: text, 'passphrase-file': text });
      const { out, 'passphrase-file': file } = values;
      if (out === undefined || file === undefined) throw wrong();
      return alone(values, (place) => exportRoot(place, out, file));
    }
    case 'remove-root-key': {
      const options = { exported: text, 'passphrase-file': text, yes: flag, days: text } as const;
      const { values } = read(args, options);
      const { exported, 'passphrase-file': passphraseFile, yes = false } = values;
      if (exported === undefined || passphraseFile === undefined) throw wrong();
      const days = daysOf(values.days);
      return alone(values, (place) => removeRoot(place, { exported, passphraseFile, yes, days }));
    }
    case 'renew-crl': {
      const { values } = read(args, { exported: text, 'passphrase-file': text, days: text, list: text });
      const { exported, list, 'passphrase-file': passphraseFile } = values;
      const days = daysOf(values.days);
      if (list !== undefined && exported === undefined) return alone(values, (place) => renewList(place, { list }));
      if (list !== undefined || exported === undefined || passphraseFile === undefined) throw wrong();
      return alone(values, (place) => renewList(place, { exported, passphraseFile, days }));
    }
    case 'renew-certification':
    case 'renew-seal':
    case 'renew-time': {
      const { values } = read(args, { reason: text });
      if (command === 'renew-seal' && values.rehearsal !== true) refuseIfBrought();
      return alone(values, (place) => renew(place, RENEWALS[command], values.reason ?? 'superseded'));
    }
    case 'adopt': {
      const options = { certificate: text, key: text, 'key-passphrase-file': text, root: text, 'root-crl': text };
      const { values } = read(args, options);
      const { root, 'root-crl': rootList } = values;
      if (!root || !rootList || values.rehearsal === true) throw wrong();
      return alone(values, (place) => adopt(place, { ...values, root, rootList }));
    }
    case 'request': {
      const { values } = read(args, { out: text });
      const { out } = values;
      if (out === undefined || values.rehearsal === true) throw wrong();
      return alone(values, (place) => request(place, out));
    }
    default:
      throw wrong();
  }
};

/** Exit code: 0 done, 1 not done, 2 asked wrongly. */
await runCommand(() => run(process.argv.slice(2)));
