import { ceremonyWrites } from '#flow/act';
import type { Reaction } from '#flow/reactions';

/** A reaction that can be counted: whenever s-c1 gets a new link, s-u1 gets one, too. */
export const secondLink: Reaction<unknown> = {
  name: 'second-link',
  on: ['link-reissued'],
  react: async ({ live, event, now }) => {
    if (event.stream !== 'person/s-c1') return null;
    const serial = (live.ceremony.people.get('s-u1')?.link.serial ?? 0) + 1;
    const data = { personId: 's-u1', serial, expiresAt: now.toISOString() };
    return { writes: ceremonyWrites([{ type: 'link-reissued', data }]) };
  },
};
