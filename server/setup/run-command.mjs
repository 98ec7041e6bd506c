import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import { reasonOf } from './refusal.mjs';

/**
 * @typedef {{ code: number, output: string }} Ended exit code (127 where there is no such program) and both streams' text
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Ends what runs, so that nothing goes on writing after an interrupted set-up. */
export const endRunningCommands = () => {
  for (const child of running) child.kill('SIGTERM');
};

/**
 * Runs a program to its end, without a terminal and without input.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{
 *   cwd?: string,
 *   env?: Readonly<Record<string, string | undefined>>,
 *   onLine?: (line: string) => void,
 *   timeLimit?: number,
 * }} [options] `timeLimit` in milliseconds
 * @returns {Promise<Ended>}
 */
export const runCommand = async (command, args, options = {}) => {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.timeLimit === undefined ? {} : { timeout: options.timeLimit, killSignal: 'SIGKILL' }),
  });
  running.add(child);
  /** @type {string[]} */
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (raw) => {
      // Some tools colour their words even for a file.
      const line = stripVTControlCharacters(raw);
      lines.push(line);
      options.onLine?.(line);
    });
  }
  try {
    const [code, signal] = await once(child, 'close');
    if (signal !== null) lines.push(`${command} was ended by ${signal}.`);
    return { code: code ?? 1, output: lines.join('\n') };
  } catch (error) {
    return { code: 127, output: `${command} could not be started: ${reasonOf(error)}` };
  } finally {
    running.delete(child);
  }
};

/**
 * @param {string} text
 * @param {number} count
 */
export const lastLines = (text, count) => text.trimEnd().split('\n').slice(-count).join('\n');
