/** The data folder a command works on: what `--data` names, or the default that the server uses too. */
export const dataFolder = (given: string | undefined): string => given ?? './data';
