import './lower-third.css';
import type { Role } from '#contract/constants';
import type { NamedPerson } from '#contract/views';
import { common } from '../i18n/common.ts';
import { say } from '../i18n/language.ts';

/** Offices of state name their institution themselves. */
const OF_STATE: ReadonlySet<Role> = new Set(['principal', 'minister', 'official', 'delegation']);

/** `Sekretaris Daerah, mewakili Gubernur`; without a representation, office and, where it says more, organisation. */
export const officeOf = (person: NamedPerson): string => {
  const position = say(person.position);
  if (person.representing !== null) return `${position}, ${common().representing(say(person.representing))}`;
  const saysMore = person.organisation !== '' && !position.includes(person.organisation) && !OF_STATE.has(person.role);
  return !saysMore ? position : `${position}, ${person.organisation}`;
};

/** The caption over a person: the name as the occasion speaks it, the office below. */
export const LowerThird = ({ person, small = false }: { readonly person: NamedPerson; readonly small?: boolean }) => (
  <figcaption class={`lower-third${small ? ' lower-third-small' : ''}`}>
    <strong>{person.name}</strong>
    <span>{officeOf(person)}</span>
  </figcaption>
);
