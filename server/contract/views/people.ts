import type { AdmissionMode } from '../constants.ts';
import type { NamedPerson } from '../views.ts';

/** One of those beside the head of a delegation, as the delegation itself writes them. */
export type Official = { readonly name: string; readonly position: string };

/** Director, protocol and MC; a guest sees the own place in the queue only. */
export type HandsView = {
  /** The first hand first. */
  readonly queue: readonly (NamedPerson & { readonly raisedAt: string; readonly connected: boolean })[];
  readonly called: (NamedPerson & { readonly by: string; readonly at: string }) | null;
};

/** Counts only: who has not answered stands in the roster, which guests never receive. */
export type AttendanceView = {
  readonly rollCall: { readonly startedAt: string; readonly finishedAt: string | null } | null;
  readonly answered: number;
  readonly delegations: number;
  /** By Kemendagri code of the province. */
  readonly provinces: { readonly [code: string]: { readonly answered: number; readonly of: number } };
  /** Officials that delegations have listed. */
  readonly officials: number;
  /** People waiting in the lobby. */
  readonly lobby: number;
  readonly admission: AdmissionMode;
};

/** What a roster row tells of how somebody takes part. */
export type Participation = {
  readonly spokenName: string;
  readonly nameApproved: boolean;
  readonly rank: number | null;
  readonly region: string | null;
  readonly seat: number | null;
  readonly admitted: boolean;
  readonly inLobby: boolean;
  readonly removed: boolean;
  readonly inHolding: boolean;
  readonly handRaisedAt: string | null;
  /** Answer to the roll call that is under way, or was the last. */
  readonly answeredAt: string | null;
  readonly expectedOfficials: number;
  readonly officials: readonly Official[];
  /** Minutes of the spells that are over, and since when the present one lasts. */
  readonly attended: {
    readonly first: string;
    readonly since: string | null;
    readonly until: string | null;
    readonly minutes: number;
  } | null;
  readonly devices: number;
};

/** What the person's own view tells of it. */
export type OwnPart = {
  readonly admitted: boolean;
  readonly inHolding: boolean;
  /** Place in the queue of raised hands, from 1. */
  readonly hand: { readonly place: number; readonly of: number } | null;
  readonly rollCall: 'none' | 'open' | 'answered';
  readonly listedOfficials: readonly Official[];
};
