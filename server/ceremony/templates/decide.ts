import { refuse } from '#contract/refusal';
import type { DecideTable } from '../tables.ts';
import type { TemplatesCommand } from './commands.ts';
import { templateKey } from './state.ts';

export const decideTemplates: DecideTable<TemplatesCommand> = {
  /** C185, C186: kept when it is first used; what was used once does not change under the same version. */
  'fix-template': ({ template: name, version, sha256, bytes }, { templates }) => {
    const fixed = templates.get(templateKey(name, version));
    if (fixed === undefined) return [{ type: 'template-fixed', data: { name, version, sha256, bytes, origin: 'house' } }];
    if (fixed.sha256 === sha256) return [];
    return refuse(
      'template-changed',
      `The template ${name} was used in its version ${version} with other content. Give what was changed a new version.`,
    );
  },
};
