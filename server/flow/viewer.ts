import { createHash } from 'node:crypto';
import type { Person } from '#ceremony/people/state';
import { refuse, type Refusal } from '#contract/refusal';
import type { Ticket } from '#identity/tickets';
import type { LiveCeremony } from '#projections/live-ceremony';

/** Who asks, from which device; read from a ticket. */
export type Viewer = {
  readonly ceremonyId: string;
  readonly personId: string;
  /** SHA-256 of the id in the device's cookie. */
  readonly device: string;
  /** Of the link that was redeemed; a newer link ends it (C8). */
  readonly serial: number;
};

export const hashDevice = (deviceId: string): string => createHash('sha256').update(`device|${deviceId}`).digest('hex');

/** The person, if link and device are still theirs (C8, C9, C11). */
export const currentPerson = (live: LiveCeremony, viewer: Viewer): Person | Refusal => {
  const person = live.ceremony.people.get(viewer.personId);
  if (person === undefined) return refuse('not-signed-in', 'Open your personal link.');
  if (person.link.state === 'revoked' || person.link.serial !== viewer.serial) {
    return refuse('link-revoked', 'Your link was withdrawn by the organiser.');
  }
  if (person.device !== viewer.device) return refuse('taken-over', 'You are taking part from another device now.');
  return person;
};

export const viewerOf = (ticket: Ticket): Viewer => ({
  ceremonyId: ticket.ceremonyId,
  personId: ticket.personId,
  device: hashDevice(ticket.deviceId),
  serial: ticket.serial,
});
