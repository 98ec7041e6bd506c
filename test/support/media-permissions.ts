import type { MediaRoom } from '#contract/constants';
import type { May } from '#media/peer';

type Permission = { readonly produce: boolean; readonly consume: boolean };

/** Permissions that a test gives and takes away, in place of the ceremony's views. */
export function mediaPermissions() {
  const granted = new Map<string, Permission>();
  const of = (personId: string, room: MediaRoom) => granted.get(`${personId} ${room}`);
  const may: May = {
    produce: (personId, room) => of(personId, room)?.produce ?? false,
    consume: (personId, room) => of(personId, room)?.consume ?? false,
  };
  const allow = (personId: string, room: MediaRoom, permission: Partial<Permission>): void => {
    const now = of(personId, room) ?? { produce: false, consume: false };
    granted.set(`${personId} ${room}`, { ...now, ...permission });
  };
  return { may, allow };
}
