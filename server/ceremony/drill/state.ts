import type { Person } from '../people/state.ts';
import type { Programme } from '../scenes/state.ts';

export type DrillPlan = { readonly seconds: number; readonly deputyId: string; readonly hallId: string | null };

/** The principal's line is lost, and this is what is done about it. */
export type Drill = {
  readonly to: 'hall' | 'slate';
  readonly startedAt: string;
  /** From when the deputy's time is counted: the start, unless the clock went back. */
  readonly countedFrom: string;
  readonly secondLine: { readonly personId: string | null; readonly at: string } | null;
  readonly deputy: { readonly personId: string; readonly principalId: string; readonly at: string } | null;
  /** What was in the programme before, and comes back. */
  readonly before: Programme | null;
  /** What the drill itself put there; another scene taken meanwhile stays. */
  readonly shows: Programme;
};

export type DrillState = { drillPlan: DrillPlan | null; drill: Drill | null };

export const noDrill = (): DrillState => ({ drillPlan: null, drill: null });

export const principalOf = (people: ReadonlyMap<string, Person>): Person | null =>
  [...people.values()].find(({ role }) => role === 'principal') ?? null;

/** For whom this person acts now as the named deputy: the principal's id, or null (C101). */
export const actingFor = (state: DrillState, personId: string): string | null =>
  state.drill?.deputy?.personId === personId ? state.drill.deputy.principalId : null;

/** Whether the principal's acts are this person's now: the principal's own, or the deputy's while the deputy acts (C101). */
export const mayActAsPrincipal = (state: DrillState, person: Pick<Person, 'personId' | 'role'>): boolean => {
  const deputy = state.drill?.deputy ?? null;
  return deputy === null ? person.role === 'principal' : deputy.personId === person.personId;
};
