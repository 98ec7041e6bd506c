import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** @param {number} pid */
const isRunning = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/**
 * One build per folder: a second start waits for the first instead of compiling the same files. The lock of a
 * process that died is taken over.
 * @template T
 * @param {string} path
 * @param {() => void} onWaiting called once when another process holds the lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export const withBuildLock = async (path, onWaiting, work) => {
  mkdirSync(dirname(path), { recursive: true });
  for (let waited = false; ; waited = true) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = Number(readHolder(path));
    if (!isRunning(holder)) {
      rmSync(path, { force: true });
      continue;
    }
    if (!waited) onWaiting();
    await sleep(500);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
};

/** @param {string} path */
const readHolder = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};
