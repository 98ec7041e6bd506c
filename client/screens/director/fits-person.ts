import type { RosterRow } from '#contract/views';
import { hasEveryWord } from '../../elements/search.tsx';

/** Whether a person fits what was typed: by name, office, organisation or represented office. */
export const fitsPerson = ({ name, position, organisation, representing }: RosterRow, search: string): boolean =>
  hasEveryWord([name, position.id, position.en, organisation, representing?.id ?? '', representing?.en ?? ''], search);
