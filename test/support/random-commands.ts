import * as fc from 'fast-check';
import type { CeremonyCommand } from '#ceremony/commands';
import {
  ADMISSIONS,
  DELIVERIES,
  ERASURE_REASONS,
  PARTY_CHECKS,
  REVOCATION_REASONS,
  SEAT_ENDS,
  SKIP_REASONS,
} from '#contract/constants';
import { hashOf } from '#support/ceremony-story';

// Any wish at all, over few enough ids that wishes meet each other.

type Wishes = {
  readonly [Name in CeremonyCommand['name']]: fc.Arbitrary<
    Omit<Extract<CeremonyCommand, { readonly name: Name }>, 'name'>
  >;
};

/** Invited by `lawStory`; `stranger` and `guest` are not. */
export const PEOPLE = ['director', 'officer', 'president', 'minister', 'aide', 'ani', 'budi', 'd-11', 'd-62', 'mc'];

const oneOf = <const T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const likely = fc.integer({ min: 0, max: 9 }).map((n) => n > 0);

const personId = oneOf(...PEOPLE, 'stranger');
const by = oneOf('officer', 'director');
const commitment = oneOf(hashOf('one'), hashOf('other'));
const device = oneOf(hashOf('phone'), hashOf('tablet'));
const tableId = oneOf('t1', 't2');
const seat = oneOf(hashOf('seat'), hashOf('other seat'));
const code = oneOf(hashOf('code'), hashOf('guess'));
const expiresAt = oneOf('2021-01-18T02:10:00.000Z', '2021-02-18T02:00:00.000Z');
const itemId = oneOf('opening', 'signing', 'address', 'extra', 'nowhere');
const place = fc.oneof(
  fc.constant(null),
  itemId.map((before) => ({ before })),
  itemId.map((after) => ({ after })),
);
const wave = oneOf(1, 2, 9);
const sceneId = oneOf('card', 'pair', 'wall', 'slate', 'none');
const slots = fc.option(fc.array(maybe(personId), { maxLength: 3 }), { nil: null, freq: 2 });
const partyId = oneOf('c1', 'u1', 'x1');
const authorityId = oneOf('deed', 'letter');
const bilingual = fc.constant({ id: 'Teks', en: 'Text' });
const nothing = fc.constant({});
const one = fc.record({ personId });
const officerOnOne = fc.record({ personId, by });
const ofParty = { partyId, officer: by };
const office = {
  position: bilingual,
  organisation: fc.constant('Lembaga Contoh'),
  representing: maybe(bilingual),
  rank: maybe(fc.integer({ min: 1, max: 25 })),
  region: maybe(oneOf('11', '62', '62.71')),
  officials: fc.integer({ min: 0, max: 9 }),
};
const item = {
  kind: oneOf('opening', 'signing', 'address', 'free'),
  title: bilingual,
  plannedStart: oneOf('2021-01-18T09:00:00+07:00', '2021-01-18T23:58:00+07:00', '2021-01-19T00:10:00+07:00'),
  lengthMinutes: fc.integer({ min: 0, max: 90 }),
  wave: maybe(wave),
  scripts: fc.constant({ a: null, b: null }),
  responsible: maybe(personId),
  scene: maybe(sceneId),
  notes: fc.constant(null),
} as const;
const scene = fc.oneof(
  fc.record({ sceneId, title: bilingual, kind: fc.constant('card' as const), text: bilingual }),
  fc.record({ sceneId, title: bilingual, kind: fc.constant('slate' as const), text: fc.constant(null) }),
  fc.record({ sceneId, title: bilingual, kind: fc.constant('wall' as const), pageSize: oneOf(4, 9) }),
  fc.record({
    sceneId,
    title: bilingual,
    kind: fc.constant('pair' as const),
    slots: fc.array(maybe(personId), { minLength: 2, maxLength: 2 }),
  }),
);
const agreementIds = fc.uniqueArray(oneOf('a1', 'a2', 'a3'), { maxLength: 3 });

const grownMinutes = {
  baseSha256: commitment,
  sha256: commitment,
  bytes: fc.constant(12),
  timestamp: fc.constant({ by: 'external', authority: 'Otoritas Contoh' } as const),
  reached: fc.record({ level: oneOf('B-T', 'B-LTA'), problem: maybe(oneOf('list-away', 'no-list')) }),
};

const wishes: Wishes = {
  'open-ceremony': nothing,
  'go-live': nothing,
  'close-ceremony': nothing,
  'finish-closing': fc.record({ unfinished: agreementIds }),

  arrive: fc.record({ personId, device, serial: oneOf(1, 1, 1, 2), takeover: fc.boolean() }),
  'accept-notice': fc.record({ personId, noticeVersion: oneOf('v1', 'v1', 'v0'), currentVersion: fc.constant('v1') }),
  'reissue-link': fc.record({ personId, expiresAt }),
  'revoke-link': one,
  invite: fc.record({
    personId: oneOf(...PEOPLE, 'guest'),
    role: oneOf('signatory', 'delegation', 'director', 'principal'),
    partyId: maybe(partyId),
    byRole: oneOf('protocol', 'director'),
    commitment,
    expiresAt,
    ...office,
  }),
  'correct-person': fc.record({ personId, by, ...office }),
  'correct-name': fc.record({ personId, by, commitment, reasonCommitment: maybe(commitment) }),
  'approve-names': fc.record({ personIds: fc.uniqueArray(personId, { maxLength: 4 }), by }),
  'set-seat': fc.record({ personId, by, place: maybe(fc.integer({ min: 1, max: 6 })), reasonCommitment: commitment }),

  'issue-code': fc.record({ personId, officer: by, codeHash: code, expiresAt }),
  'enter-code': fc.record({ personId, codeHash: code }),
  'confirm-identity': fc.record({ personId, officer: by, device, seenOnVideo: likely }),
  'confirm-in-person': fc.record({ personId, officer: by, device, method: oneOf('document', 'known-in-person') }),
  // Nobody's certificate is another's.
  'record-certificate': fc
    .record({ personId, device, which: oneOf('one', 'other', 'third'), notAfter: expiresAt })
    .map(({ which, ...asked }) => ({
      ...asked,
      certificateSha256: hashOf(`certificate ${which} of ${asked.personId}`),
      serial: hashOf(`${which} of ${asked.personId}`).slice(0, 32),
    })),
  'record-remote-certificate': fc
    .record({ personId, device, which: oneOf('one', 'other'), notAfter: expiresAt })
    .map(({ which, ...asked }) => ({
      ...asked,
      certificateSha256: hashOf(`remote ${which} of ${asked.personId}`),
      issuer: 'PSrE Contoh',
    })),
  'revoke-certificate': fc.record({ personId, by, reason: oneOf(...REVOCATION_REASONS) }),

  'name-helper': fc.record({ personId, by, commitment: maybe(commitment) }),
  'open-table': fc.record({ tableId, title: fc.constant('Meja'), by }),
  'close-table': fc.record({ tableId, by }),
  'join-table': fc.record({ tableId, serial: oneOf(1, 1, 2), device }),
  'call-to-table': fc.record({
    tableId,
    personId,
    officer: by,
    method: oneOf('document', 'known-in-person'),
    signs: likely,
    codeHash: code,
    expiresAt,
  }),
  'sit-down': fc.record({ tableId, tablet: device, codeHash: code, device: seat }),
  'leave-table': fc.record({ tableId, reason: oneOf(...SEAT_ENDS), devices: fc.constant(null) }),

  'set-admission': fc.record({ admission: oneOf(...ADMISSIONS), by }),
  admit: officerOnOne,
  'admit-all': fc.record({ by }),
  'send-to-lobby': officerOnOne,
  'remove-person': fc.record({ personId, by, reasonCommitment: commitment }),
  'enter-holding': officerOnOne,
  'leave-holding': officerOnOne,

  'list-officials': fc.record({ personId, by: personId, commitment, count: fc.integer({ min: 0, max: 20 }) }),
  'start-roll-call': fc.record({ by }),
  'answer-roll-call': one,
  'finish-roll-call': fc.record({ by }),
  'sample-attendance': fc
    .tuple(fc.uniqueArray(personId), fc.uniqueArray(personId))
    .map(([now, before]) => ({ connected: new Set(now), seen: new Set([...now, ...before]) })),

  'raise-hand': one,
  'lower-hand': one,
  'call-hand': officerOnOne,
  'lower-all-hands': fc.record({ by }),

  'cue-item': fc.record({ itemId }),
  'start-item': fc.record({ itemId }),
  'finish-item': fc.record({ itemId }),
  'skip-item': fc.record({ itemId, reason: oneOf(...SKIP_REASONS) }),
  'restore-item': fc.record({ itemId }),
  'hold-rundown': nothing,
  'resume-rundown': nothing,
  'insert-item': fc.record({ item: fc.record({ itemId, ...item }), place }),
  'move-item': fc.record({ itemId, place }),
  'correct-item': fc.record({ itemId, changes: fc.record(item, { requiredKeys: [] }) }),

  'invite-to-green-room': one,
  'stand-by': one,
  'call-to-stage': fc.record({ personId, connected: likely }),
  'send-back': one,
  'clear-stage': nothing,
  'assign-sign-language': fc.record({ personId: maybe(personId) }),
  'show-lower-third': fc.record({ captionId: oneOf('l1', 'l2'), personId }),
  'show-caption': fc.record({ captionId: oneOf('l1', 'l2'), commitment }),
  'hide-lower-third': nothing,

  'define-scene': fc.record({ scene }),
  'remove-scene': fc.record({ sceneId }),
  'set-preview': fc.record({ sceneId, slots }),
  take: fc.record({ transition: oneOf('cut', 'fade') }),
  'empty-programme': nothing,
  'turn-wall': fc.record({ page: maybe(fc.integer({ min: 1, max: 3 })) }),
  'count-in-photograph': fc.record({ seconds: fc.integer({ min: 3, max: 10 }) }),

  'plan-drill': fc.record({ seconds: oneOf(10, 60), deputyId: personId, hallId: maybe(personId) }),
  'start-drill': fc.record({ to: oneOf('hall', 'slate'), hallConnected: likely }),
  'use-second-line': fc.record({ personId, connected: likely }),
  'use-telephone': nothing,
  'let-deputy-act': nothing,
  'end-drill': nothing,
  'arm-inauguration': nothing,
  'disarm-inauguration': nothing,
  'press-inauguration': one,

  'ask-question': fc.record({ questionId: oneOf('q1', 'q2'), personId, commitment }),
  'approve-question': fc.record({ questionId: oneOf('q1', 'q2') }),
  'answer-question': fc.record({ questionId: oneOf('q1', 'q2') }),
  'hide-question': fc.record({ questionId: oneOf('q1', 'q2') }),
  'allow-applause': nothing,
  'stop-applause': fc.record({ claps: fc.nat(900), people: fc.nat(600) }),
  'send-message': fc.record({
    messageId: oneOf('m1', 'm2'),
    from: by,
    to: fc.oneof(one, fc.record({ role: oneOf('mc', 'signatory') })),
    commitment,
  }),
  'read-message': fc.record({ messageId: oneOf('m1', 'm2'), personId }),
  announce: fc.record({ announcementId: oneOf('n1', 'n2'), commitment }),
  'withdraw-announcement': fc.record({ announcementId: oneOf('n1', 'n2') }),

  'order-wave': fc.record({ wave, agreementIds }),
  'open-session': fc.record({ wave, endsAt: maybe(expiresAt) }),
  'extend-session': fc.record({ wave, minutes: fc.integer({ min: 1, max: 30 }) }),
  'close-session': fc.record({ wave }),

  'register-party': fc.record({
    partyId,
    kind: oneOf('company', 'umkm'),
    ownership: oneOf('PMA', 'PMDN', null),
    scale: oneOf('micro', 'small', 'medium', 'large'),
    nib: oneOf('1234567890123', '12'),
    kbli: oneOf('10710', null),
    province: oneOf('11', '62'),
    region: fc.constant('Kota Contoh'),
    commitment,
  }),
  'rename-party': fc.record({ ...ofParty, commitment, isInFixedText: fc.boolean() }),
  'check-party': fc.record({
    ...ofParty,
    checks: fc
      .array(oneOf(...Array<'ok'>(30).fill('ok'), 'doubt'), {
        minLength: PARTY_CHECKS.length,
        maxLength: PARTY_CHECKS.length,
      })
      .map((found) => Object.fromEntries(PARTY_CHECKS.map((check, index) => [check, found[index] ?? 'ok'])) as never),
    noteCommitment: maybe(commitment),
  }),
  'clear-party': fc.record({ ...ofParty, reasonCommitment: maybe(commitment) }),
  'refuse-party': fc.record({ ...ofParty, reasonCommitment: commitment }),
  'register-authority': fc.record({
    partyId,
    authorityId,
    personId,
    kind: oneOf('deed', 'power-of-attorney'),
    scope: fc.oneof(
      fc.constant({ kind: 'all' as const }),
      fc.record({ kind: fc.constant('value' as const), limit: fc.integer({ min: 1, max: 9 }) }),
    ),
    expiresOn: maybe(oneOf('2021-01-18', '2022-01-01')),
    documentCommitment: commitment,
  }),
  'check-authority': fc.record({ ...ofParty, authorityId }),
  'withdraw-authority': fc.record({ ...ofParty, authorityId, reasonCommitment: commitment }),

  'make-checkpoint': fc.record({ wave, upTo: fc.integer({ min: 1, max: 50 }), root: commitment }),
  'fix-record': fc.record({
    upTo: fc.integer({ min: 1, max: 50 }),
    root: commitment,
    minutes: fc.record({
      sha256: commitment,
      bytes: fc.constant(9),
      pages: fc.constant(1),
      timestamp: maybe(fc.constant({ by: 'external', authority: 'Otoritas Contoh' } as const)),
      timestampProblem: maybe(oneOf('timed-out', 'unreachable')),
      level: oneOf('B-LT', 'B-LTA'),
      archive: maybe(fc.constant({ by: 'organiser', authority: 'Lembaga Contoh' } as const)),
      archiveProblem: maybe(oneOf('timed-out', 'unreachable')),
    }),
    unfinished: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, agreementIds),
  }),
  'fix-template': fc.record({
    template: oneOf('one', 'other'),
    version: oneOf('1.0.0', '1.1.0'),
    sha256: commitment,
    bytes: fc.constant(9),
  }),
  'archive-minutes': fc.record(grownMinutes),
  'renew-minutes-archive': fc.record({ ...grownMinutes, officer: by }),
  'name-custodian': fc.record({ custodianId: oneOf('k1', 'k2'), commitment }),
  'remove-custodian': fc.record({ custodianId: oneOf('k1', 'k2') }),
  'deliver-root': fc.record({ custodianId: oneOf('k1', 'k2'), how: oneOf(...DELIVERIES) }),
  'erase-person': fc.record({
    personId,
    reason: oneOf(...ERASURE_REASONS),
    subjects: fc.constant(['person/ani']),
    unfinished: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, agreementIds),
  }),
};

/** What ends a story, or somebody's part in it, comes seldom, so that more can happen before. */
const SELDOM: ReadonlySet<CeremonyCommand['name']> = new Set<CeremonyCommand['name']>([
  'close-ceremony',
  'finish-closing',
  'revoke-link',
  'revoke-certificate',
  'remove-person',
  'erase-person',
  'clear-stage',
  'refuse-party',
  'empty-programme',
]);
const names = Object.keys(wishes) as CeremonyCommand['name'][];
const often = names.filter((name) => !SELDOM.has(name));

/** A wish and how far the clock moved before it, in seconds: it may be set back. */
export const anyWish: fc.Arbitrary<{ readonly command: CeremonyCommand; readonly seconds: number }> = fc.record({
  command: fc
    .constantFrom(...names, ...often, ...often, ...often, ...often)
    .chain((name): fc.Arbitrary<CeremonyCommand> =>
      (wishes[name] as fc.Arbitrary<object>).map((rest) => ({ name, ...rest }) as CeremonyCommand),
    ),
  seconds: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 90 }) }, fc.integer({ min: -7200, max: 7200 })),
});
