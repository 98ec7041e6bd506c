import type { Person } from './state.ts';

/**
 * C73: in the order of precedence, between equal ranks as they were invited, those without a rank last; who has a
 * manual place takes it, and the others close up around.
 */
export const seatOrder = (people: readonly Person[]): readonly Person[] => {
  const order = people.filter(({ seat }) => seat === null).sort(byPrecedence);
  const manual = people.filter(({ seat }) => seat !== null).sort((a, b) => place(a) - place(b) || byPrecedence(a, b));
  for (const person of manual) order.splice(place(person) - 1, 0, person);
  return order;
};

const place = ({ seat }: Person): number => seat ?? Infinity;

const byPrecedence = (a: Person, b: Person): number =>
  (a.rank ?? Infinity) === (b.rank ?? Infinity) ? a.ordinal - b.ordinal : (a.rank ?? Infinity) - (b.rank ?? Infinity);
