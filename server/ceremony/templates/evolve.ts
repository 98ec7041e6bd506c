import type { EvolveTable } from '../tables.ts';
import type { templatesEvents } from './events.ts';
import { templateKey } from './state.ts';

export const evolveTemplates: EvolveTable<keyof typeof templatesEvents> = {
  'template-fixed': ({ templates }, fixed) => {
    templates.set(templateKey(fixed.name, fixed.version), fixed);
  },
};
