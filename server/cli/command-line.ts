import { parseArgs, type ParseArgsConfig } from 'node:util';
import { StartFault } from '#platform/start-fault';
import { StoreFault } from '#store/fault';

/** What was asked for cannot be done as asked: a sentence or the usage, and exit code 2. */
export class AskedWrongly extends Error {
  override readonly name = 'AskedWrongly';
}

/** The words behind a command. Throws its usage when they are none that it takes, with what is wrong with them before it. */
export const readArguments = <const Config extends ParseArgsConfig>(usage: string, config: Config) => {
  try {
    return parseArgs(config);
  } catch (cause) {
    const [why] = cause instanceof Error && !asksForHelp() ? cause.message.split('. ') : [];
    throw new AskedWrongly(why === undefined ? usage : `${why}.\n\n${usage}`, { cause });
  }
};

const asksForHelp = (): boolean => process.argv.includes('--help');

/**
 * Runs a command; what it returns is the exit code. Whoever asks for `--help` gets the usage, and 0. A mistake of the asker's ends with 2, a fault that has a sentence
 * with 1, each on standard error and without a stack; any other fault is thrown.
 */
export const runCommand = async (run: () => number | Promise<number>): Promise<void> => {
  try {
    process.exitCode = await run();
  } catch (error) {
    const isAskedWrongly = error instanceof AskedWrongly;
    if (!(isAskedWrongly || error instanceof StoreFault || error instanceof StartFault)) throw error;
    if (isAskedWrongly && asksForHelp()) {
      console.log(error.message);
      process.exitCode = 0;
      return;
    }
    console.error(error.message);
    process.exitCode = isAskedWrongly ? 2 : 1;
  }
};
