import { runCommand, lastLines } from './run-command.mjs';
import { SetupRefusal } from './refusal.mjs';

/**
 * Debian's package manager, for what cannot come from npm.
 *
 * @typedef {{
 *   run: typeof runCommand,
 *   isRoot: boolean,
 * }} Machine
 */

/** @type {Machine} */
export const thisMachine = { run: runCommand, isRoot: process.getuid?.() === 0 };

/** @param {readonly string[]} packages */
export const installCommand = (packages) => `apt-get update && apt-get install -y ${packages.join(' ')}`;

/** @param {readonly string[]} packages */
const commandForAnyone = (packages) => `sudo sh -c '${installCommand(packages)}'`;

/**
 * @param {readonly string[]} packages
 * @param {Machine} machine
 * @returns {Promise<Map<string, string>>} the installed ones with their versions; empty where this is no Debian
 */
export const installedVersions = async (packages, machine = thisMachine) => {
  const { output } = await machine.run('dpkg-query', [
    '--show',
    '--showformat=${Package}\t${db:Status-Status}\t${Version}\n',
    ...packages,
  ]);
  return new Map(
    output.split('\n').flatMap((line) => {
      const [name, status, version] = line.split('\t');
      return name !== undefined && status === 'installed' && version !== undefined
        ? [/** @type {const} */ ([name, version])]
        : [];
    }),
  );
};

/**
 * Installs what is missing when it may; otherwise says which one command does.
 * @param {readonly string[]} missing
 * @param {string} purpose completes "… is needed": who wants these packages
 * @param {(advance: string) => void} report
 * @param {Machine} machine
 */
export const installPackages = async (missing, purpose, report, machine = thisMachine) => {
  if (missing.length === 0) return;
  const sentence = `${purpose} needs Debian's ${missing.join(', ')}`;
  if (!machine.isRoot) throw new SetupRefusal(`${sentence}, and only root may install it.`, commandForAnyone(missing));

  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  report('reading the package lists');
  await machine.run('apt-get', ['update', '-q'], { env });
  report(`installing ${missing.join(', ')}`);
  const installed = await machine.run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...missing], {
    env,
  });
  if (installed.code !== 0) {
    throw new SetupRefusal(
      `${sentence}, and apt-get could not install it:\n${lastLines(installed.output, 5)}`,
      installCommand(missing),
    );
  }
};
