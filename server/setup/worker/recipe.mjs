import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesBelow, hashOfFiles } from '../stamp.mjs';
import { SetupRefusal } from '../refusal.mjs';

/**
 * How the worker is built from mediasoup's own npm package against the system's libraries: its sources, our thin
 * subprojects in place of downloads, and the changes below.
 */

/** Debian's names for everything that the build needs. */
export const buildPackages = [
  'g++',
  'python3',
  'meson',
  'ninja-build',
  'pkg-config',
  'libssl-dev',
  'libuv1-dev',
  'libsrtp2-dev',
  'libflatbuffers-dev',
  'flatbuffers-compiler',
  'libabsl-dev',
];

/** The libraries that end up in the worker: when one of them changes, the worker is built anew. */
export const libraries = ['libssl-dev', 'libuv1-dev', 'libsrtp2-dev', 'libflatbuffers-dev', 'libabsl-dev'];

const changes = [
  {
    file: 'meson.build',
    from: "meson_version: '>= 1.1.0'",
    // Debian 12 has 1.0.1, and nothing in the file needs more.
    to: "meson_version: '>= 1.0.0'",
  },
  {
    file: 'src/RTC/DtlsTransport.cpp',
    from: '(operationType == BIO_CB_RETURN) ?',
    // BIO_CB_RETURN is a bit beside the operation's number. Debian's OpenSSL knows kernel TLS and asks the BIO whether
    // it is on; compared as a whole, the answer was always 1, no write buffer was made, and the worker died at the
    // first DTLS handshake.
    to: '(operationType & BIO_CB_RETURN) ?',
  },
];

const folder = fileURLToPath(new URL('../worker-build/', import.meta.url));

/** @returns {string} changes when a template or one of the changes does */
export const recipeHash = () => hashOfFiles(folder, [...filesBelow(folder), fileURLToPath(import.meta.url)]);

/**
 * Lays out everything that Meson needs, so that it downloads nothing.
 * @param {string} sources mediasoup's `worker` folder
 * @param {string} target an empty or missing folder
 */
export const layOut = (sources, target) => {
  cpSync(sources, target, { recursive: true });

  for (const { file, from, to } of changes) {
    const path = join(target, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) {
      throw new SetupRefusal(
        `The media worker's ${file} is not the one that this build knows: "${from}" is missing.`,
        'npm ci',
      );
    }
    writeFileSync(path, text.replace(from, to));
  }

  const subprojects = join(folder, 'subprojects');
  for (const name of readdirSync(subprojects)) {
    // Meson looks for the folder that the .wrap names, and downloads only when it is not there.
    const wrap = join(target, 'subprojects', `${name}.wrap`);
    const directory = existsSync(wrap) && /^directory *= *(\S+)/m.exec(readFileSync(wrap, 'utf8'))?.[1];
    if (!directory) throw new SetupRefusal(`The media worker no longer asks for ${name}.`, 'npm ci');
    cpSync(join(subprojects, name), join(target, 'subprojects', directory), { recursive: true });
  }
};
