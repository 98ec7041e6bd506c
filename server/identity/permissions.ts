import type { MediaRoom, Phase, Role, Topic } from '#contract/constants';
import type { CommandName } from '#contract/commands';
import { refuse, type Refusal } from '#contract/refusal';

// Who may do what, when, and standing in which relation to it: one table for commands, topics, documents and media.
// The law (ceremony, agreement) says what can happen at all; this says who may ask for it.

export type Relation =
  /** No relation is needed. */
  | 'any'
  /** Signs or witnesses at least one agreement. */
  | 'signs'
  /** Is a signatory or witness of this very agreement. */
  | 'signatory'
  /** Was let in, or is never kept waiting. */
  | 'admitted'
  /** Is in the principal's holding room, or directs. */
  | 'in-holding'
  /** Is on stage now, or interprets what is said there into sign language. */
  | 'seen-on-stage'
  /** Signs something and no officer has confirmed who they are yet, or was asked into the green room, or is next. */
  | 'backstage'
  /** Is the principal, or the deputy while the deputy acts. */
  | 'acts-as-principal';

export type Rule = {
  readonly roles: readonly Role[] | 'everyone';
  readonly phases: readonly Phase[];
  readonly relation: Relation;
  /** Whether the recording notice has to be accepted first. */
  readonly notice: boolean;
  /** Whether it can be asked for from the lobby. */
  readonly lobby: boolean;
};

/** What the table needs to know of the one who asks. */
export type Subject = {
  readonly role: Role;
  readonly phase: Phase;
  readonly noticeAccepted: boolean;
  readonly is: (relation: Relation) => boolean;
};

const always: readonly Phase[] = ['planned', 'open', 'live', 'closing', 'closed'];
const before: readonly Phase[] = ['planned', 'open', 'live'];
const gathered: readonly Phase[] = ['open', 'live'];
const live: readonly Phase[] = ['live'];
// Nothing new begins while the ceremony is closing: what was begun is finished, by the house itself.
const closing: readonly Phase[] = ['closing'];
const closed: readonly Phase[] = ['closed'];
const sinceOpen: readonly Phase[] = ['open', 'live', 'closing', 'closed'];

const rule = (
  roles: Rule['roles'],
  phases: readonly Phase[],
  relation: Relation = 'any',
  notice = true,
  lobby = !notice,
): Rule => ({ roles, phases, relation, notice, lobby });
/** Also while they wait in the lobby: what is their own, and what leads out of it. */
const fromLobby = (roles: Rule['roles'], phases: readonly Phase[], relation: Relation = 'any'): Rule =>
  rule(roles, phases, relation, true, true);

const director: readonly Role[] = ['director'];
const officers: readonly Role[] = ['protocol', 'legal'];
const programme: readonly Role[] = ['director', 'protocol'];
const hosts: readonly Role[] = ['director', 'protocol'];
const callers: readonly Role[] = ['director', 'protocol', 'mc', 'moderator'];
const holders: readonly Role[] = ['principal', 'aide', 'director', 'protocol'];
const legal: readonly Role[] = ['legal'];
/** Those who countersign a wave. */
const witnesses: readonly Role[] = ['principal', 'minister', 'official'];
const moderators: readonly Role[] = ['moderator', 'director'];
const control: readonly Role[] = ['director', 'protocol', 'legal'];

export const commandRules = {
  'ceremony:open': rule(director, ['planned']),
  'ceremony:go-live': rule(director, ['open']),
  'ceremony:close': rule(director, live),
  'ceremony:finish': rule(director, closing),
  'notice:accept': rule('everyone', always, 'any', false),
  'link:reissue': rule(['protocol', 'director'], before),
  'link:revoke': rule(['protocol', 'director'], always),
  'person:invite': rule(hosts, before),
  'person:correct': rule(['protocol'], before),
  'name:correct': rule(['protocol'], before),
  'name:approve': rule(['protocol'], before),
  'seat:set': rule(['protocol'], before),
  'admission:set': rule(hosts, before),
  'lobby:admit': rule(hosts, gathered),
  'lobby:admit-all': rule(hosts, gathered),
  'lobby:send-back': rule(hosts, gathered),
  'person:remove': rule(hosts, before),
  'holding:enter': rule(holders, gathered),
  'holding:leave': rule(holders, gathered),
  'delegation:list': fromLobby(['delegation', 'protocol'], before),
  'roll-call:start': rule(hosts, gathered),
  'roll-call:answer': rule(['delegation'], gathered),
  'roll-call:finish': rule(hosts, gathered),
  'hand:raise': rule('everyone', gathered),
  'hand:lower': rule('everyone', gathered),
  'hand:call': rule(callers, gathered),
  'hands:lower-all': rule(callers, gathered),
  'identity:confirm-in-person': rule(officers, gathered),
  'identity:confirm': rule(officers, gathered),
  'identity:issue-code': rule(officers, gathered),
  'certificate:revoke': rule(officers, sinceOpen),
  'identity:name-helper': rule(officers, gathered),
  'table:open': rule(['protocol', 'director'], before),
  'table:close': rule(['protocol', 'director'], always),
  'table:call': rule(officers, gathered),
  'table:clear': rule(officers, gathered),
  'identity:enter-code': fromLobby('everyone', gathered, 'signs'),
  'stage:call': rule(director, gathered),
  'stage:send-back': rule(director, gathered),
  'stage:clear': rule(director, gathered),
  'stage:invite': rule(director, gathered),
  'stage:next': rule(director, gathered),
  'stage:sign-language': rule(director, gathered),
  'lower-third:show': rule(director, gathered),
  'lower-third:hide': rule(director, gathered),
  'scene:define': rule(programme, before),
  'scene:remove': rule(programme, before),
  'scene:preview': rule(director, gathered),
  'scene:take': rule(director, gathered),
  'scene:empty': rule(director, gathered),
  'wall:turn': rule(director, gathered),
  'wall:photograph': rule(director, gathered),
  'drill:plan': rule(programme, before),
  'drill:start': rule(director, gathered),
  'drill:second-line': rule(director, gathered),
  'drill:deputy-acts': rule(director, gathered),
  'drill:end': rule(director, gathered),
  'inauguration:arm': rule(director, live),
  'inauguration:disarm': rule(director, live),
  'inauguration:press': rule('everyone', live, 'acts-as-principal'),
  'question:ask': rule('everyone', gathered),
  'question:approve': rule(moderators, gathered),
  'question:answer': rule(moderators, gathered),
  'question:hide': rule(moderators, gathered),
  'applause:allow': rule(director, gathered),
  'applause:stop': rule(director, gathered),
  'message:send': rule(director, before),
  'message:read': fromLobby('everyone', always),
  'announcement:make': rule(programme, before),
  'announcement:withdraw': rule(programme, always),
  'rundown:cue': rule(director, gathered),
  'rundown:start': rule(director, gathered),
  'rundown:finish': rule(director, gathered),
  'rundown:skip': rule(director, before),
  'rundown:restore': rule(director, before),
  'rundown:hold': rule(director, gathered),
  'rundown:resume': rule(director, gathered),
  'rundown:insert': rule(programme, before),
  'rundown:move': rule(programme, before),
  'rundown:correct': rule(programme, before),
  'session:open': rule(director, live),
  'session:close': rule(director, live),
  'session:extend': rule(director, live),
  'session:move': rule(director, before),
  'wave:order': rule(director, before),
  'custodian:name': rule(['director', 'legal'], before),
  'custodian:remove': rule(['director', 'legal'], before),
  'record:deliver': rule(control, closed),
  'record:renew-archive': rule(legal, closed),
  'person:erase': rule(officers, always),
  'agreement:make-ready': rule(legal, before),
  'agreement:make-proof': rule(legal, before),
  'agreement:replace-signatory': rule(legal, before),
  'agreement:void': rule(legal, always),
  'agreement:renew-archive': rule(legal, sinceOpen),
  'agreement:replace': rule(legal, before),
  'agreement:sign-on-paper': rule(legal, gathered),
  'agreement:consent-wave': rule(witnesses, gathered),
  'signing:prepare-wave': rule(witnesses, live),
  'signing:complete-wave': rule(witnesses, live),
  'party:register': rule(legal, before),
  'party:rename': rule(legal, before),
  'party:check': rule(legal, before),
  'party:clear': rule(legal, before),
  'party:refuse': rule(legal, before),
  'authority:register': rule(legal, before),
  'authority:check': rule(legal, before),
  'authority:withdraw': rule(legal, before),
  'agreement:consent': rule('everyone', gathered, 'signatory'),
  'agreement:decline': rule('everyone', gathered, 'signatory'),
  'signing:enrol': rule('everyone', gathered, 'signs'),
  'signing:name-helper': rule('everyone', gathered, 'signs'),
  'signing:remote-credentials': rule('everyone', gathered, 'signs'),
  'signing:enrol-remote': rule('everyone', gathered, 'signs'),
  'signing:send-otp': rule('everyone', live, 'signs'),
  'signing:complete-remote': rule('everyone', live, 'signatory'),
  'signing:prepare': rule('everyone', live, 'signatory'),
  'signing:complete': rule('everyone', live, 'signatory'),
} as const satisfies { readonly [Name in CommandName]: Rule };

export const topicRules = {
  stage: rule('everyone', always),
  rundown: fromLobby('everyone', always),
  // Scripts and notes are read by those who lead through the programme.
  prompter: rule(['mc', 'director', 'protocol'], always),
  figures: rule('everyone', always),
  presence: rule('everyone', always),
  self: rule('everyone', always, 'any', false),
  // Guests never receive the roster: counts and the stage only.
  roster: rule(control, always),
  tables: rule(control, always),
  board: rule(control, always),
  // What is prepared is seen by those who prepare it.
  preview: rule(programme, always),
  questions: rule('everyone', always),
  'question-queue': rule(moderators, always),
  messages: rule(director, always),
  applause: rule('everyone', always),
  parties: rule(control, always),
  hands: rule(callers, always),
  attendance: rule('everyone', always),
  record: rule(control, always),
} as const satisfies { readonly [Name in Topic]: Rule };

export const mediaRules = {
  produce: {
    stage: rule('everyone', gathered, 'seen-on-stage'),
    // Who somebody is can be seen before they are let in.
    'green-room': fromLobby('everyone', gathered, 'backstage'),
    holding: rule(['principal', 'aide'], gathered, 'in-holding'),
  },
  consume: {
    stage: rule('everyone', gathered),
    'green-room': rule(control, gathered),
    holding: rule(['principal', 'aide', 'director'], gathered, 'in-holding'),
  },
} as const satisfies { readonly [Act in 'produce' | 'consume']: { readonly [Room in MediaRoom]: Rule } };

/** The one wish that is no command: it is counted, and written nowhere. */
export const applauseRule = rule('everyone', gathered);

export const documentRules = {
  /** A signatory takes the file away, also after the ceremony. */
  read: rule('everyone', always, 'signatory'),
  readAny: rule(['legal'], always),
  prepared: rule('everyone', live, 'signatory'),
  /** The revisions of a wave that a witness is about to sign. */
  preparedWave: rule(witnesses, live),
  proof: rule(legal, always),
  /** The scan of what was signed on paper: brought in, and read. */
  bringPaper: rule(legal, gathered),
  paper: rule(legal, always),
  minutes: rule(control, closed),
  /** What the organiser draws up of the ledger: one's own, or anybody's. */
  completion: rule('everyone', sinceOpen, 'signatory'),
  ownSheet: rule(witnesses, sinceOpen),
  ownParticipation: rule('everyone', sinceOpen),
  drawUp: rule(control, sinceOpen),
  audit: rule(control, always),
} as const;

/** Null when allowed. The order of the reasons is the order in which a person can do something about them. */
export const judge = (asked: Rule, subject: Subject): Refusal | null => {
  if (asked.roles !== 'everyone' && !asked.roles.includes(subject.role)) {
    return refuse('not-allowed', 'Your role may not do this.');
  }
  if (asked.notice && !subject.noticeAccepted) {
    return refuse('notice-not-accepted', 'Read and accept first what is recorded, by whom and why.');
  }
  if (!asked.lobby && !subject.is('admitted')) {
    return refuse('not-admitted', 'You are in the lobby. An officer lets you in.');
  }
  if (!asked.phases.includes(subject.phase)) {
    return refuse('wrong-phase', `This cannot be done while the ceremony is ${subject.phase}.`);
  }
  if (!subject.is(asked.relation)) return refuse('not-allowed', 'This is not yours to do.');
  return null;
};
