import { makeAllReady } from '#flow/import-ceremony';
import { StartFault } from '#platform/start-fault';
import { importFolder, type ImportHouse, type ImportProgress } from './import-folder.ts';
import { formatProblem } from './import/import-problem.ts';

const SAMPLE = 'sample-2021-01-18';

/**
 * At the very first start the sample ceremony is brought in. If that was interrupted, the next start goes on with the
 * documents that are missing.
 */
export const prepareSample = async (folder: string, house: ImportHouse, progress: ImportProgress): Promise<void> => {
  if (house.ceremonies.ids().length === 0) {
    const imported = await importFolder(folder, house, true, progress);
    if (!imported.ok)
      throw new StartFault(`The sample ceremony is damaged: ${imported.problems.map(formatProblem).join(' ')}`);
    return;
  }
  const sample = house.ceremonies.find(SAMPLE);
  if (sample?.ceremony.phase === 'planned') await makeAllReady(sample, house, house.clock, progress);
};
