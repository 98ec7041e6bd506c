import { inspect, isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AgreementCommand, Signer } from '#agreement/commands';
import { decide } from '#agreement/decide';
import { agreementSchemaVersion, parseAgreementEvent, type AgreementEvent } from '#agreement/events';
import { evolve } from '#agreement/evolve';
import { turnsOf, writtenOf, type AgreementState } from '#agreement/state';
import { agreementDrafted, otherStamp, ownStamp, ownTime } from '#support/agreement-story';
import { hashOf, MORNING } from '#support/ceremony-story';

// Any wishes at all about one agreement, over few enough people and hashes that they meet each other.

const oneOf = <const T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const personId = oneOf('company', 'company', 'umkm', 'umkm', 'minister', 'minister', 'deputy', 'other');
const session = oneOf('open', 'open', 'open', 'open', 'planned', 'closed');
/** Mostly true: so that stories get somewhere. */
const mostly = fc.integer({ min: 0, max: 11 }).map((n) => n > 0);

const signer = (who: string, entitled: boolean, identified: boolean, actingFor: string | null): Signer => ({
  personId: who,
  actingFor,
  entitlement: entitled ? 'entitled' : 'party-not-cleared',
  identity: identified ? { method: 'video', officer: 'officer', at: MORNING } : null,
  certificateSha256: identified ? hashOf(`certificate of ${who}`) : null,
  certifiedBy: null,
  device: hashOf(`device of ${who}`),
  table: null,
  assistedBy: null,
});

type Wish = (state: AgreementState, step: number) => AgreementCommand;
const headOf = (state: AgreementState): string => writtenOf(state)?.document.sha256 ?? hashOf('nothing');
const preparedBy = (who: string, head: string): string => hashOf(`prepared by ${who} on ${head}`);
const rendered = { sha256: hashOf('document'), bytes: 10, pages: 2, template: 't@1' };
const officer = { officer: 'legal', reasonCommitment: hashOf('reason') };

const sealing = (head: string, archived: boolean): AgreementCommand => ({
  name: 'seal',
  baseSha256: head,
  sha256: hashOf(`sealed ${head}`),
  bytes: 200,
  timestamp: ownStamp,
  archive: archived ? ownStamp : null,
  reached: archived ? { level: 'B-LTA', problem: null } : { level: 'B-LT', problem: 'unreachable' },
});
const grownFrom = (state: AgreementState, right: boolean) => ({
  baseSha256: right ? headOf(state) : hashOf('document'),
  sha256: hashOf(`archived ${headOf(state)}`),
  bytes: 300,
});

/** What brings the agreement on: else few stories would come to their end. */
const nextStep: Wish = (state) => {
  if (state.phase === 'draft') return { name: 'make-ready', order: 'sequential', ...rendered };
  const head = headOf(state);
  const turn = state.phase === 'ready' ? turnsOf(state)[0] : undefined;
  if (state.phase !== 'ready' || turn === undefined) {
    return sealing(head, true);
  }
  const who = turn.personId;
  const device = hashOf(`device of ${who}`);
  if (state.consents.get(who)?.device !== device) {
    return {
      name: 'consent',
      personId: who,
      actingFor: null,
      device,
      sha256: head,
      pagesSeen: [1, 2],
      shown: 'document',
    };
  }
  const asked = {
    signer: signer(who, true, true, null),
    session: 'open',
    preparedSha256: preparedBy(who, head),
  } as const;
  if (state.prepared.get(who)?.preparedSha256 !== asked.preparedSha256) {
    return { name: 'prepare', baseSha256: head, ...asked };
  }
  return {
    name: 'complete',
    sha256: hashOf(`signed by ${who} on ${head}`),
    bytes: 100,
    signedAt: MORNING,
    stamped: ownTime,
    ...asked,
  };
};

const acts: readonly fc.Arbitrary<Wish>[] = [
  fc.constant(nextStep),
  fc.constant<Wish>(() => ({ name: 'make-proof', ...rendered })),
  oneOf('sequential', 'parallel').map<Wish>((order) => () => ({ name: 'make-ready', order, ...rendered })),
  fc
    .record({ personId, field: oneOf('party-1', 'party-2', 'witness-1', 'party-3'), fits: mostly })
    .map<Wish>((rest) => () => ({ name: 'replace-signatory', basis: null, ...rest })),
  fc
    .record({ wave: oneOf(1, 2), target: oneOf('planned', 'open', 'closed', 'unknown') })
    .map<Wish>((rest) => () => ({ name: 'move', ...rest })),
  fc
    .tuple(personId, mostly, personId, oneOf('document', 'list'))
    .map<Wish>(([who, right, device, shown]) => (state) => ({
      name: 'consent',
      personId: who,
      actingFor: null,
      device: hashOf(`device of ${right ? who : device}`),
      sha256: right ? headOf(state) : hashOf('other bytes'),
      pagesSeen: right ? [1, 2] : [2],
      shown,
    })),
  fc
    .tuple(personId, mostly, mostly, session, mostly)
    .map<Wish>(([who, entitled, identified, open, right]) => (state) => ({
      name: 'prepare',
      signer: signer(who, entitled, identified, who === 'deputy' ? 'minister' : null),
      session: open,
      baseSha256: right ? headOf(state) : hashOf('document'),
      preparedSha256: preparedBy(who, headOf(state)),
    })),
  fc
    .tuple(personId, mostly, mostly, session, mostly)
    .map<Wish>(([who, entitled, identified, open, right]) => (state) => ({
      name: 'complete',
      signer: signer(who, entitled, identified, who === 'deputy' ? 'minister' : null),
      session: open,
      preparedSha256: right ? preparedBy(who, headOf(state)) : hashOf('nothing of it'),
      sha256: hashOf(`signed by ${who} on ${headOf(state)}`),
      bytes: 100,
      signedAt: MORNING,
      stamped: right ? ownTime : { timestamp: null, problem: 'timed-out' },
    })),
  fc.boolean().map<Wish>((archived) => (state) => sealing(headOf(state), archived)),
  mostly.map<Wish>((right) => (state) => ({
    name: 'archive',
    timestamp: otherStamp,
    reached: { level: 'B-LTA', problem: null },
    ...grownFrom(state, right),
  })),
  mostly.map<Wish>((right) => (state) => ({
    name: 'renew-archive',
    officer: 'legal',
    timestamp: ownStamp,
    reached: { level: 'B-LTA', problem: null },
    ...grownFrom(state, right),
  })),
];
const ends: readonly fc.Arbitrary<Wish>[] = [
  fc.tuple(personId, mostly).map<Wish>(([who, identified]) => () => ({
    name: 'decline',
    personId: who,
    identified,
    reasonCommitment: hashOf('reason'),
  })),
  fc.constant<Wish>(() => ({ name: 'void', ...officer })),
  fc.constant<Wish>(() => ({ name: 'replace', ...officer, nextId: 'a1-v2' })),
  fc.constant<Wish>(() => ({
    name: 'sign-on-paper',
    officer: 'legal',
    sha256: hashOf('scan'),
    bytes: 9,
    mediaType: 'application/pdf',
    signedOn: '2021-01-18',
  })),
];
const anyWish = fc.record({
  wish: fc.oneof({ weight: 40, arbitrary: fc.oneof(...acts) }, { weight: 1, arbitrary: fc.oneof(...ends) }),
  seconds: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 20 }) }, fc.integer({ min: -900, max: 900 })),
});

const breachesOf = (state: AgreementState, told: readonly AgreementEvent[]): readonly string[] => {
  const written = writtenOf(state);
  if (written === null) return [];
  const wrong: string[] = [];
  const must = (holds: boolean, sentence: string): void => void (holds || wrong.push(sentence));
  const { signatories, signatures, document, order } = written;
  const fields = signatures.map(({ field }) => field);
  must(new Set(fields).size === fields.length, `A12: signed twice: ${fields.join(', ')}`);
  must(
    fields.every((field) => signatories.some((one) => one.field === field)),
    `A12: ${fields.join(', ')} are not of the signatories`,
  );
  if (order === 'sequential') {
    must(
      isDeepStrictEqual(
        fields,
        signatories.slice(0, fields.length).map(({ field }) => field),
      ),
      `A4: signed in the order ${fields.join(', ')}`,
    );
  }
  const witness = fields.indexOf('witness-1');
  must(witness === -1 || witness === signatories.length - 1, 'A4: the witness signed before a party');
  const { phase } = state;
  if (phase === 'complete' || phase === 'sealed') {
    must(fields.length === signatories.length, `A13: ${phase} with ${fields.length} signatures`);
  }
  if (phase === 'ready') must(fields.length < signatories.length, 'A13: all have signed and it is still ready');
  const seals = told.filter(({ type }) => type === 'agreement-sealed').length;
  must(seals <= 1, 'A19: sealed twice');
  const archived = told.filter(({ type }) => type === 'agreement-archived').length;
  const renewed = told.filter(({ type }) => type === 'agreement-archive-renewed').length;
  must(archived <= 1 && archived <= seals && (renewed === 0 || seals === 1), 'A38: archived twice, or unsealed');
  must(
    document.history.length === 1 + fields.length + seals + archived + renewed,
    'A8: the document grew without a signature, a seal or a timestamp',
  );
  if (state.phase === 'sealed') {
    must((state.archive === null) !== (state.level === 'B-LTA'), `A37: ${state.level}`);
    must((state.pending !== null) === (state.archive === null), 'A37: pending, and it is there');
  }
  must(new Set(document.history).size === document.history.length, 'A8: the document was the same twice');
  return wrong;
};

test('[A4] [A8] [A12] [A13] [A19] [A37] [A38] no wishes, in any order, reach a state that the law of an agreement forbids', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(fc.array(anyWish, { minLength: 60, maxLength: 160, size: 'max' }), (wishes) => {
      let state = evolve({ phase: 'unknown' }, agreementDrafted, MORNING);
      let replayed = state;
      const told: AgreementEvent[] = [];
      let at = Date.parse(MORNING);
      wishes.forEach(({ wish, seconds }, step) => {
        at += seconds * 1000;
        const now = new Date(at).toISOString();
        const command = wish(state, step);
        const decision = decide(command, state, now);
        if ('refused' in decision) return;
        for (const { type, data } of decision) {
          const written: unknown = JSON.parse(JSON.stringify(data));
          const event = parseAgreementEvent(type, agreementSchemaVersion(type), written);
          const before = inspect(state, { depth: 9 });
          const next = evolve(state, event, now);
          if (inspect(state, { depth: 9 }) !== before) throw new Error(`${type} changed the state that was before it`);
          state = next;
          replayed = evolve(replayed, event, now);
          told.push(event);
          reached.add(type);
        }
        const wrong = breachesOf(state, told);
        if (wrong.length > 0) throw new Error(`${inspect(command)}\n${wrong.join('\n')}`);
      });
      expect(isDeepStrictEqual(replayed, state)).toBe(true);
    }),
    { numRuns: 300 },
  );
  // The stories got somewhere: else they would prove nothing.
  expect([...reached]).toEqual(
    expect.arrayContaining([
      'signature-completed',
      'agreement-sealed',
      'agreement-archived',
      'agreement-archive-renewed',
      'agreement-voided',
    ]),
  );
});
