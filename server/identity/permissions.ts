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
  /** Is on stage now. */
  | 'on-stage'
  /** Signs something, and no officer has confirmed who they are yet. */
  | 'to-be-checked';

export type Rule = {
  readonly roles: readonly Role[] | 'everyone';
  readonly phases: readonly Phase[];
  readonly relation: Relation;
  /** Whether the recording notice has to be accepted first. */
  readonly notice: boolean;
};

/** What the table needs to know of the one who asks. */
export type Subject = {
  readonly role: Role;
  readonly phase: Phase;
  readonly noticeAccepted: boolean;
  readonly is: (relation: Relation) => boolean;
};

const always: readonly Phase[] = ['planned', 'open', 'live', 'closed'];
const before: readonly Phase[] = ['planned', 'open', 'live'];
const gathered: readonly Phase[] = ['open', 'live'];
const live: readonly Phase[] = ['live'];

const rule = (roles: Rule['roles'], phases: readonly Phase[], relation: Relation = 'any', notice = true): Rule => ({
  roles,
  phases,
  relation,
  notice,
});

const director: readonly Role[] = ['director'];
const officers: readonly Role[] = ['protocol', 'legal'];
const control: readonly Role[] = ['director', 'protocol', 'legal'];

export const commandRules = {
  'ceremony:open': rule(director, ['planned']),
  'ceremony:go-live': rule(director, ['open']),
  'ceremony:close': rule(director, live),
  'notice:accept': rule('everyone', always, 'any', false),
  'link:reissue': rule(['protocol', 'director'], before),
  'link:revoke': rule(['protocol', 'director'], always),
  'identity:confirm': rule(officers, gathered),
  'identity:issue-code': rule(officers, gathered),
  'identity:enter-code': rule('everyone', gathered, 'signs'),
  'stage:call': rule(director, gathered),
  'stage:send-back': rule(director, gathered),
  'stage:clear': rule(director, gathered),
  'rundown:start': rule(director, gathered),
  'session:open': rule(director, live),
  'session:close': rule(director, live),
  'agreement:make-ready': rule(['legal'], before),
  'agreement:consent': rule('everyone', gathered, 'signatory'),
  'agreement:decline': rule('everyone', gathered, 'signatory'),
  'signing:enrol': rule('everyone', gathered, 'signs'),
  'signing:prepare': rule('everyone', live, 'signatory'),
  'signing:complete': rule('everyone', live, 'signatory'),
} as const satisfies { readonly [Name in CommandName]: Rule };

export const topicRules = {
  stage: rule('everyone', always),
  rundown: rule('everyone', always),
  figures: rule('everyone', always),
  presence: rule('everyone', always),
  self: rule('everyone', always, 'any', false),
  // Guests never receive the roster: counts and the stage only.
  roster: rule(control, always),
  board: rule(control, always),
} as const satisfies { readonly [Name in Topic]: Rule };

export const mediaRules = {
  produce: { stage: rule('everyone', gathered, 'on-stage'), 'green-room': rule('everyone', gathered, 'to-be-checked') },
  consume: { stage: rule('everyone', gathered), 'green-room': rule(control, gathered) },
} as const satisfies { readonly [Act in 'produce' | 'consume']: { readonly [Room in MediaRoom]: Rule } };

export const documentRules = {
  /** A signatory takes the file away, also after the ceremony. */
  read: rule('everyone', always, 'signatory'),
  readAny: rule(['legal'], always),
  prepared: rule('everyone', live, 'signatory'),
} as const;

/** Null when allowed. The order of the reasons is the order in which a person can do something about them. */
export const judge = (asked: Rule, subject: Subject): Refusal | null => {
  if (asked.roles !== 'everyone' && !asked.roles.includes(subject.role)) {
    return refuse('not-allowed', 'Your role may not do this.');
  }
  if (asked.notice && !subject.noticeAccepted) {
    return refuse('notice-not-accepted', 'Read and accept first what is recorded, by whom and why.');
  }
  if (!asked.phases.includes(subject.phase)) {
    return refuse('wrong-phase', `This cannot be done while the ceremony is ${subject.phase}.`);
  }
  if (!subject.is(asked.relation)) return refuse('not-allowed', 'This is not yours to do.');
  return null;
};
