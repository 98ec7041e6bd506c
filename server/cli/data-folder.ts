import { resolve } from 'node:path';

import { dataDirOf } from '#server/config';

/** The data folder (absolute) a command works on: what `--data` names, or the server's own. */
export const dataFolder = (given: string | undefined): string => (given === undefined ? dataDirOf() : resolve(given));
