import { dataDirOf } from '#server/config';

/** The data folder a command works on: what `--data` names, or the one that the server uses. */
export const dataFolder = (given: string | undefined): string => given ?? dataDirOf();
