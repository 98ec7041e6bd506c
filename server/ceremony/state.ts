import type { Phase, Role } from '#contract/constants';
import type { Bilingual } from '#contract/agreement-facts';
import type { PlannedItem, PlannedParty } from '#contract/ceremony-plan';

// The state that decisions need, folded from events. Whoever folds owns it; everyone else reads.

export type Identity =
  | { readonly state: 'unconfirmed' }
  | {
      readonly state: 'code-issued';
      readonly codeHash: string;
      readonly expiresAt: string;
      readonly officer: string;
      readonly failures: number;
    }
  | { readonly state: 'confirmed'; readonly method: 'video' | 'code'; readonly officer: string; readonly at: string };

export type Link =
  | { readonly state: 'valid'; readonly serial: number; readonly expiresAt: string }
  | { readonly state: 'revoked'; readonly serial: number };

export type Person = {
  readonly personId: string;
  readonly role: Role;
  readonly position: Bilingual;
  readonly organisation: string;
  readonly partyId: string | null;
  readonly province: string | null;
  readonly representing: Bilingual | null;
  readonly officials: number;
  readonly link: Link;
  /** Hash of the device that is theirs now; null before the first arrival. */
  readonly device: string | null;
  readonly arrivedAt: string | null;
  readonly noticeVersion: string | null;
  readonly identity: Identity;
  readonly certificate: { readonly sha256: string; readonly device: string; readonly notAfter: string } | null;
};

export type Wave = {
  readonly wave: number;
  readonly title: Bilingual;
  readonly session: 'planned' | 'open' | 'closed';
  readonly openedAt: string | null;
};

export type Plan = {
  readonly title: Bilingual;
  readonly zone: string;
  readonly date: string;
  readonly place: string;
  readonly organiser: string;
  readonly sample: boolean;
};

export type CeremonyState = {
  plan: Plan | null;
  phase: Phase;
  liveSince: string | null;
  readonly items: Map<string, PlannedItem & { readonly startedAt: string | null }>;
  currentItem: string | null;
  readonly parties: Map<string, PlannedParty>;
  readonly people: Map<string, Person>;
  readonly waves: Map<number, Wave>;
  /** Who is on stage, in the order of being called. */
  stage: readonly string[];
};

export const newCeremony = (): CeremonyState => ({
  plan: null,
  phase: 'planned',
  liveSince: null,
  items: new Map(),
  currentItem: null,
  parties: new Map(),
  people: new Map(),
  waves: new Map(),
  stage: [],
});
