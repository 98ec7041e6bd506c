import { fileURLToPath } from 'node:url';
import { loadTemplates, type LoadedTemplate } from '#documents/template';

/** The folder of the templates that Teken brings. */
export const TEMPLATES = fileURLToPath(new URL('../../templates', import.meta.url));

let loaded: Promise<ReadonlyMap<string, LoadedTemplate>> | null = null;

/** By name; they are constants of the house, and read once. */
export const shippedTemplates = (): Promise<ReadonlyMap<string, LoadedTemplate>> =>
  (loaded ??= loadTemplates(TEMPLATES));
