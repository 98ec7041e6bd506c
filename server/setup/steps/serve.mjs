import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inHouse, withHouseTools } from '../house.mjs';

/**
 * Runs one of the house's programs under its own Node, with our terminal, until it ends.
 * @param {{
 *   environment: import('../house.mjs').Environment,
 *   node: string,
 *   entry: string,
 *   args: readonly string[],
 * }} task `entry` is a path inside the house
 * @returns {Promise<number>} its exit code
 */
export const runProgram = async ({ environment, node, entry, args }) => {
  const child = spawn(node, [inHouse(entry), ...args], { stdio: 'inherit', env: withHouseTools(environment) });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGINT', () => {
    // A terminal has told the whole group already; told twice, the program might think that we are in a hurry.
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
  const [code, signal] = await once(child, 'close');
  if (signal !== null) process.stderr.write(`${entry} was ended by ${signal}.\n`);
  return code ?? 1;
};
