import { rowsById, type CeremonyTables } from './ceremony-tables.ts';
import { checkPair } from './check-people.ts';
import type { Report } from './import-problem.ts';
import { sceneOf } from './scene-of.ts';

/** I40: a scene has what its kind needs, of people and agreements that are there; an item's scene is one of them. */
export function checkScenes(tables: CeremonyTables, report: Report): void {
  const { scenes, people, delegations, agreements, rundown } = tables;
  const persons = new Set([...rowsById(people).keys(), ...rowsById(delegations).keys()]);
  const papers = rowsById(agreements);
  for (const { row, raw, cells } of scenes.rows) {
    const place = { file: scenes.file, row } as const;
    checkPair(raw, 'text', (column, code, message) => report({ ...place, column, code, message }));
    if (cells === null) continue;
    const scene = sceneOf(cells);
    if ('message' in scene) report({ ...place, column: scene.column, code: 'scene', message: scene.message });
    const named = cells.places.filter((personId) => personId !== null);
    if (new Set(named).size < named.length) {
      const message = 'One person stands in two places. Write each id once.';
      report({ ...place, column: 'places', code: 'scene', message });
    }
    for (const personId of named) {
      if (persons.has(personId) || !people.readable || !delegations.readable) continue;
      const message = `There is nobody with the id "${personId}". Correct the id, or write auto.`;
      report({ ...place, column: 'places', code: 'unknown-person', message });
    }
    if (cells.agreement !== null && agreements.readable && !papers.has(cells.agreement)) {
      const message = `There is no agreement "${cells.agreement}" in agreements.csv. Correct the id.`;
      report({ ...place, column: 'agreement', code: 'unknown-agreement', message });
    }
  }
  const known = rowsById(scenes);
  for (const { row, raw } of scenes.readable ? rundown.rows : []) {
    const scene = raw['scene'] ?? '';
    if (scene === '' || known.has(scene)) continue;
    const message = `There is no scene "${scene}" in scenes.csv. Correct the id or add the scene.`;
    report({ file: rundown.file, row, column: 'scene', code: 'unknown-scene', message });
  }
}
