import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { installPackages, thisMachine } from '../debian.mjs';

/** The outside validators and the browser that the tests use, with the Debian package that brings each. */
export const testTools = /** @type {const} */ ({
  chromium: 'chromium',
  pdfsig: 'poppler-utils',
  pdftoppm: 'poppler-utils',
  qpdf: 'qpdf',
  mutool: 'mupdf-tools',
  ffmpeg: 'ffmpeg',
  certutil: 'libnss3-tools',
  openssl: 'openssl',
  'pkcs11-tool': 'opensc',
  'softhsm2-util': 'softhsm2',
});

/**
 * @param {string} program
 * @param {string} path as the environment's PATH
 */
export const isOnPath = (program, path) =>
  path.split(':').some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/**
 * @param {string} path as the environment's PATH
 * @returns {string[]} Debian packages whose programs are missing, each once
 */
export const missingTestPackages = (path) => [
  ...new Set(Object.entries(testTools).flatMap(([program, name]) => (isOnPath(program, path) ? [] : [name]))),
];

/**
 * @param {{ environment: import('../house.mjs').Environment, progress: import('../progress.mjs').Progress }} task
 * @returns {Promise<void>}
 */
export const prepareTestTools = async ({ environment, progress }) => {
  const missing = missingTestPackages(environment['PATH'] ?? '');
  if (missing.length === 0) return;
  await progress.step('Tools for the tests', (report) =>
    installPackages(missing, 'Testing Teken', report, thisMachine),
  );
};
