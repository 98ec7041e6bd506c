import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const SEAL_PASSPHRASE = 'sandi segel contoh';

const openssl = (folder: string, ...args: string[]) => run('openssl', args, { cwd: folder });

const NEW_KEY = {
  ec: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  p384: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  rsa: ['-newkey', 'rsa:2048'],
} as const;
export type SealKey = keyof typeof NEW_KEY;

/** A root and an issuing authority that are not Teken's: `root.pem`, `issuing.pem` and their keys. */
export async function foreignAuthority(
  folder: string,
  key: SealKey = 'ec',
  usage = 'keyCertSign,cRLSign',
): Promise<void> {
  const ca = (name: string, pathlen: number): string[] => [
    'req',
    '-x509',
    '-nodes',
    ...NEW_KEY[key],
    '-days',
    '3650',
    '-subj',
    `/C=ID/O=Lembaga Contoh/CN=${name}`,
    '-addext',
    `basicConstraints=critical,CA:true,pathlen:${pathlen}`,
    '-addext',
    `keyUsage=critical,${usage}`,
  ];
  await openssl(folder, ...ca('Root Contoh', 1), '-keyout', 'root.key.pem', '-out', 'root.pem');
  const issued = ['-CA', 'root.pem', '-CAkey', 'root.key.pem', '-keyout', 'issuing.key.pem', '-out', 'issuing.pem'];
  await openssl(folder, ...ca('Penerbit Contoh', 0), ...issued);
}

/** A revocation list of that root, DER, as it would come with it. */
export async function foreignRootList(folder: string): Promise<string> {
  await writeFile(join(folder, 'index.txt'), '');
  await writeFile(join(folder, 'crlnumber'), '01\n');
  const settings = ['[ca]', 'default_ca=c', '[c]', 'database=index.txt', 'crlnumber=crlnumber', 'default_md=sha256'];
  await writeFile(join(folder, 'ca.cnf'), [...settings, 'default_crl_days=300', ''].join('\n'));
  const signer = ['-keyfile', 'root.key.pem', '-cert', 'root.pem', '-out', 'root-crl.pem'];
  await openssl(folder, 'ca', '-config', 'ca.cnf', '-gencrl', ...signer);
  await openssl(folder, 'crl', '-in', 'root-crl.pem', '-outform', 'DER', '-out', 'root.crl');
  return join(folder, 'root.crl');
}

/** A seal below that authority as a PKCS#12 file; `export`: further words for `openssl pkcs12 -export`. */
export async function sealFile(
  folder: string,
  {
    key = 'ec',
    export: how = [],
    days = '365',
    issuers = ['issuing.pem', 'root.pem'],
    usage = 'digitalSignature,nonRepudiation',
  }: {
    readonly key?: SealKey;
    readonly export?: readonly string[];
    readonly days?: string;
    readonly issuers?: readonly string[];
    readonly usage?: string;
  } = {},
): Promise<Uint8Array> {
  const subject = ['-subj', '/C=ID/O=PT Segel Contoh/CN=Segel Contoh', '-days', days];
  const use = ['-addext', 'basicConstraints=critical,CA:false', '-addext', `keyUsage=critical,${usage}`];
  const signer = ['-CA', 'issuing.pem', '-CAkey', 'issuing.key.pem', '-keyout', 'seal.key.pem', '-out', 'seal.pem'];
  await openssl(folder, 'req', '-x509', '-nodes', ...NEW_KEY[key], ...subject, ...use, ...signer);
  const chain = await Promise.all(issuers.map((name) => readFile(join(folder, name), 'utf8')));
  await writeFile(join(folder, 'chain.pem'), chain.join(''));
  const parts = [
    '-inkey',
    'seal.key.pem',
    '-in',
    'seal.pem',
    '-out',
    'seal.p12',
    '-passout',
    `pass:${SEAL_PASSPHRASE}`,
  ];
  const more = chain.length > 0 ? ['-certfile', 'chain.pem'] : [];
  await openssl(folder, 'pkcs12', '-export', ...parts, ...more, ...how);
  return readFile(join(folder, 'seal.p12'));
}
