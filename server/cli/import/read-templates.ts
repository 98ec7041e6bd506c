import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlannedTemplate } from '#contract/ceremony-plan';
import { loadTemplates, type LoadedTemplate } from '#documents/template';
import { TemplateError } from '#documents/template-error';
import type { Report } from './import-problem.ts';

const FOLDER = 'templates';

/** I42: the templates that a ceremony's folder brings along, by name; null when one of them cannot be taken. */
export async function readTemplates(
  dir: string,
  present: readonly string[],
  house: ReadonlyMap<string, LoadedTemplate>,
  report: Report,
): Promise<ReadonlyMap<string, LoadedTemplate> | null> {
  if (!present.includes(FOLDER)) return new Map();
  let templates: ReadonlyMap<string, LoadedTemplate>;
  if ((await lstat(join(dir, FOLDER))).isSymbolicLink()) {
    const message = `${FOLDER} is a link to another place. Put the folder itself there, or nothing.`;
    report({ file: FOLDER, row: null, column: null, code: 'unreadable-file', message });
    return null;
  }
  try {
    templates = await loadTemplates(join(dir, FOLDER));
  } catch (error) {
    if (error instanceof TemplateError) {
      for (const { file, line, column, sentence } of error.problems) {
        const message = `Line ${line}, column ${column}: ${sentence}.`;
        report({ file: `${FOLDER}/${file}`, row: null, column: null, code: 'template', message });
      }
    } else {
      const message = `${FOLDER} is no folder that can be read. Put a folder with the templates there, or nothing.`;
      report({ file: FOLDER, row: null, column: null, code: 'unreadable-file', message });
    }
    return null;
  }
  let isWhole = true;
  for (const { name, sha256 } of templates.values()) {
    const own = house.get(name);
    if (own === undefined || own.sha256 === sha256) continue;
    isWhole = false;
    const message = `Teken has a template called "${name}" with other content. Give yours another name.`;
    report({ file: `${FOLDER}/${name}/template.json`, row: null, column: 'name', code: 'duplicate', message });
  }
  return isWhole ? templates : null;
}

export const plannedTemplates = (templates: ReadonlyMap<string, LoadedTemplate>): readonly PlannedTemplate[] =>
  [...templates.values()].map(({ name, version, sha256, packed }) => ({ name, version, sha256, packed }));
