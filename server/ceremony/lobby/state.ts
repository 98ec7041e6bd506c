import type { AdmissionMode, Role } from '#contract/constants';

export type Admission =
  | { readonly state: 'waiting' }
  /** `by` is null when accepting the notice was enough. */
  | { readonly state: 'admitted'; readonly by: string | null; readonly at: string }
  | { readonly state: 'sent-back'; readonly by: string; readonly at: string };

export type LobbyState = {
  /** `open`: whoever accepts the notice is in; `manual`: they wait in the lobby. */
  admission: AdmissionMode;
  /** Who is in the principal's holding room. */
  readonly holding: Set<string>;
};

export const openLobby = (): LobbyState => ({ admission: 'open', holding: new Set() });

export const WAITING: Admission = { state: 'waiting' };

/** C54: those who run the ceremony, the principal and the aide are kept waiting by nobody. */
const NEVER_WAIT: ReadonlySet<Role> = new Set([
  'director',
  'protocol',
  'legal',
  'mc',
  'moderator',
  'principal',
  'aide',
]);
export const neverWaits = (role: Role): boolean => NEVER_WAIT.has(role);

type Guest = { readonly role: Role; readonly noticeVersion: string | null; readonly admission: Admission };

export const isAdmitted = ({ role, admission }: Guest): boolean => neverWaits(role) || admission.state === 'admitted';

/** In the lobby: the notice is accepted, and nobody has let them in yet. */
export const isInLobby = (person: Guest): boolean => person.noticeVersion !== null && !isAdmitted(person);

/** Accepting the notice is enough where admission is open, but not for who was sent back. */
export const admitOnNotice = (mode: AdmissionMode, before: Admission, at: string): Admission =>
  mode === 'open' && before.state === 'waiting' ? { state: 'admitted', by: null, at } : before;
