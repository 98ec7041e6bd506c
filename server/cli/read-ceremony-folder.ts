import { readdir } from 'node:fs/promises';
import type { CeremonyPlan } from '#contract/ceremony-plan';
import { buildPlan } from './import/build-plan.ts';
import { readHead } from './import/ceremony-head.ts';
import type { CeremonyTables } from './import/ceremony-tables.ts';
import { checkAgreements } from './import/check-agreements.ts';
import { checkAnnexes } from './import/check-annexes.ts';
import { checkParties } from './import/check-parties.ts';
import { checkPeople } from './import/check-people.ts';
import { checkRundown } from './import/check-rundown.ts';
import { checkScenes } from './import/check-scenes.ts';
import { checkVetting } from './import/check-vetting.ts';
import { checkUnique } from './import/check-unique.ts';
import { AGREEMENTS, ANNEXES, DELEGATIONS, PARTIES, PEOPLE, RUNDOWN, SCENES } from './import/columns.ts';
import { gatherProblems, type CeremonyFile, type ImportProblem, type Report } from './import/import-problem.ts';
import { readText } from './import/read-file.ts';
import { readTable } from './import/read-table.ts';
import { checkTemplates } from './import/check-templates.ts';
import { plannedTemplates, readTemplates } from './import/read-templates.ts';
import { shippedTemplates } from './shipped-templates.ts';

/**
 * Reads a folder of six files as a whole ceremony, or says everything that is wrong with them; writes nothing.
 * Never throws for what stands in the folder: at most 200 problems by file, row and column (SPEC.md).
 */
export async function readCeremonyFolder(
  dir: string,
): Promise<{ ok: true; plan: CeremonyPlan } | { ok: false; problems: readonly ImportProblem[] }> {
  const { report, problems } = gatherProblems();
  const present = await filesIn(dir, report);
  const tables = present === null ? null : await readTables(dir, present, report);
  const house = await shippedTemplates();
  const own = present === null ? null : await readTemplates(dir, present, house, report);
  if (tables !== null) {
    check(tables, report);
    if (own !== null) {
      const templates = new Map([...house, ...own]);
      checkTemplates(tables, templates, report);
      checkAnnexes(tables, templates, report);
    }
  }
  const found = problems();
  if (found.length > 0 || tables === null || tables.head === null) return { ok: false, problems: found };
  const plan = buildPlan(tables.head, tables);
  return { ok: true, plan: own === null || own.size === 0 ? plan : { ...plan, templates: plannedTemplates(own) } };
}

async function filesIn(dir: string, report: Report): Promise<readonly string[] | null> {
  try {
    return await readdir(dir);
  } catch {
    const message = `${dir} is no folder that can be read. Name the folder that holds ceremony.json and the tables.`;
    report({ file: '.', row: null, column: null, code: 'no-folder', message });
    return null;
  }
}

async function readTables(dir: string, present: readonly string[], report: Report): Promise<CeremonyTables> {
  const text = (file: CeremonyFile) => readText(dir, file, present, report);
  return {
    head: readHead(await text('ceremony.json'), report),
    rundown: readTable('rundown.csv', await text('rundown.csv'), RUNDOWN, report),
    people: readTable('people.csv', await text('people.csv'), PEOPLE, report),
    delegations: readTable('delegations.csv', await text('delegations.csv'), DELEGATIONS, report),
    parties: readTable('parties.csv', await text('parties.csv'), PARTIES, report),
    agreements: readTable('agreements.csv', await text('agreements.csv'), AGREEMENTS, report),
    annexes: present.includes('annexes.csv')
      ? readTable('annexes.csv', await text('annexes.csv'), ANNEXES, report)
      : { file: 'annexes.csv', readable: false, rows: [] },
    // A ceremony may be planned without scenes: the stage then shows who is on it.
    scenes: present.includes('scenes.csv')
      ? readTable('scenes.csv', await text('scenes.csv'), SCENES, report)
      : { file: 'scenes.csv', readable: false, rows: [] },
  };
}

function check(tables: CeremonyTables, report: Report): void {
  const { rundown, people, delegations, parties, agreements } = tables;
  for (const table of [rundown, parties, agreements]) {
    if (!table.readable || table.rows.length > 0) continue;
    const message = `${table.file} has a header and nothing below it. Add at least one row.`;
    report({ file: table.file, row: null, column: null, code: 'no-rows', message });
  }
  checkUnique('id', [{ table: rundown, column: 'id' }], report);
  checkUnique('id', [{ table: tables.scenes, column: 'id' }], report);
  const persons = [people, delegations].map((table) => ({ table, column: 'id' }));
  checkUnique('id', persons, report);
  checkUnique('id', [{ table: parties, column: 'id' }], report);
  checkUnique('NIB', [{ table: parties, column: 'nib' }], report);
  checkUnique('id', [{ table: agreements, column: 'id' }], report);
  checkUnique('number', [{ table: agreements, column: 'number' }], report);
  for (const kind of ['company', 'umkm', 'third']) {
    const numbers = { table: agreements, column: `${kind}_number`, within: kind };
    checkUnique(`number of the ${kind === 'third' ? 'third party' : kind}`, [numbers], report);
  }
  checkRundown(tables, report);
  checkPeople(tables, report);
  checkParties(tables, report);
  checkVetting(tables, report);
  checkAgreements(tables, report);
  checkScenes(tables, report);
}
