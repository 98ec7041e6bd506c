import 'reflect-metadata';
import { X509Crl } from '@peculiar/x509';
import { expect, test } from 'vitest';
import { isRefusal } from '#contract/refusal';
import { archiveReaction, sealReaction } from '#flow/seal-reaction';
import { recordReactions } from '#flow/record-reactions';
import { startReactions } from '#flow/reactions';
import { rehearse } from '#flow/rehearse';
import { boardView } from '#projections/board-view';
import { recordView, rootReceipt } from '#projections/record-view';
import { randomBytes } from '#platform/random';
import { createTimeStampers } from '#signing/time-stamp-client';
import { verifyPdf } from '#signing/verify';
import type { Tools } from '#flow/act';
import { fakeClock } from '#support/fake-clock';
import { CEREMONY, comeIn, openFlowHouse, type FlowHouse } from '#support/flow-house';
import { signablePdf } from '#support/signable-pdf';
import { openTimeStampAuthority } from '#support/time-stamp-authority';
import { completeAgreement, must, nothingLeft } from '#support/reaction-checks';

test('[F9] [F16] a seal that fails is on the board at once, with its reason, since when and when it is tried again', async () => {
  const clock = fakeClock();
  await using house = await openFlowHouse({ clock });
  const told: string[] = [];
  const reactions = startReactions({ ...house, timer: clock, onTrouble: (ledger) => told.push(ledger) }, [
    sealReaction,
    archiveReaction,
  ]);
  const pending = () => boardView(house.line.committed, new Set(), reactions.pending(CEREMONY)).rows['a1']?.pending;
  const since = clock.now().toISOString();
  await completeAgreement(house);
  expect(pending()).toMatchObject({ what: 'seal', reason: 'under-way', since });
  await expect.poll(() => pending()?.reason, { interval: 5 }).toBe('failed');
  expect(told).toEqual([CEREMONY]);
  expect(pending()).toEqual({
    what: 'seal',
    reason: 'failed',
    detail: 'The document of a1 is missing from the store.',
    since,
    nextTry: new Date(clock.now().getTime() + 1_000).toISOString(),
  });
  clock.advance(1_000);
  await expect
    .poll(() => pending()?.nextTry, { interval: 5 })
    .toBe(new Date(clock.now().getTime() + 2_000).toISOString());
  // It is given up on: nothing is pending any more.
  await comeIn(house, 'legal');
  await must(house.command('legal', 'agreement:void', { agreementId: 'a1', reason: 'Naskah hilang' }));
  clock.advance(2_000);
  await nothingLeft(reactions);
  expect(pending()).toBeNull();
  expect(told.length).toBe(3);
  await reactions.stop();
});

test('[F43] a document that was changed in the store is not sealed; the board says why, and when it is tried again', async () => {
  const clock = fakeClock();
  await using house = await openFlowHouse({ clock });
  await completeAgreement(house);
  const bytes = await signablePdf();
  const segments = [{ document: 'agreement/a1', index: 0, bytes }];
  const { ok } = await house.store.append({
    ledger: CEREMONY,
    actor: 'nobody',
    at: '2021-01-18',
    writes: [],
    segments,
  });
  expect(ok).toBe(true);
  const reactions = startReactions({ ...house, timer: clock }, [sealReaction, archiveReaction]);
  const pending = () => boardView(house.line.committed, new Set(), reactions.pending(CEREMONY)).rows['a1']?.pending;
  await expect.poll(() => pending()?.nextTry ?? null, { interval: 5 }).not.toBeNull();
  expect(pending()).toMatchObject({
    what: 'seal',
    reason: 'failed',
    detail: 'What the store holds as agreement/a1 is not what the ledger names.',
    nextTry: new Date(clock.now().getTime() + 1_000).toISOString(),
  });
  expect((await house.store.readDocument(CEREMONY, 'agreement/a1'))?.length).toBe(bytes.length);
  await reactions.stop();
});

test('[F15] those who seal in one second share the lists, later ones do not, and the list that is served is never older', async () => {
  const clock = fakeClock();
  await using house = await openFlowHouse({ clock });
  const { revocations } = house.tools;
  const live = house.line.committed;
  const data = (after: Date) => revocations.validationData(live, after);
  const first = await data(clock.now());
  clock.advance(400);
  expect((await data(clock.now())).crls[0]).toBe(first.crls[0]);
  clock.advance(700);
  const later = await data(clock.now());
  expect(later.crls[0]).not.toBe(first.crls[0]);
  const list = new X509Crl(Buffer.from(later.crls[0] ?? new Uint8Array()));
  expect(list.thisUpdate).toEqual(new Date('2021-01-18T03:00:01.000Z'));
  expect(later.certificates).toHaveLength(3);
  // Whoever asks for what was signed earlier is served by the same.
  clock.advance(60_000);
  expect((await data(new Date('2021-01-18T03:00:01.900Z'))).crls[0]).toBe(later.crls[0]);
});

test('[F13] a rehearsal asks nobody outside, and its own authority attests', async () => {
  await using authority = await openTimeStampAuthority('ec', () => new Date());
  const external = createTimeStampers([authority.url], {
    timeoutMs: 1_000,
    pauseMs: 1,
    now: () => new Date(),
    randomBytes,
  });
  await using house = await openFlowHouse({ external });
  const { ceremonies, store, clock } = house;
  const rehearsal = await rehearse(CEREMONY, 'gladi', { ceremonies, store, clock, random: randomBytes });
  if (isRefusal(rehearsal)) throw new Error(rehearsal.refused.detail);
  const { timeStamps } = house.tools;
  const practised = await timeStamps.soon(rehearsal, new Uint8Array(32));
  expect(practised.timestamp).toEqual({ by: 'organiser', authority: house.tools.authority.rehearsal.name });
  expect([authority.asked, timeStamps.external(rehearsal)]).toEqual([0, null]);
  expect((await timeStamps.soon(house.line.committed, new Uint8Array(32))).timestamp?.by).toBe('external');
});

/** The ceremony ends; its minutes, and what the ledger says of them. */
const minutesOf = async (house: FlowHouse, tools: Partial<Tools> = {}) => {
  const parts = { ...house, tools: { ...house.tools, ...tools } };
  const reactions = startReactions({ ...parts, timer: fakeClock() }, recordReactions);
  await comeIn(house, 'director');
  for (const name of ['ceremony:open', 'ceremony:go-live', 'ceremony:close'] as const) {
    await must(house.command('director', name, {}));
  }
  // What the minutes still want is not waited for.
  await expect.poll(() => house.line.committed.ceremony.phase, { timeout: 10_000, interval: 10 }).toBe('closed');
  await reactions.stop();
  const bytes = Buffer.from((await house.store.readDocument(CEREMONY, 'minutes')) ?? new Uint8Array());
  return { bytes, told: recordView(house.line.committed).minutes };
};
const levelIn = async (house: FlowHouse, bytes: Uint8Array, timeRoots: readonly string[] = []) => {
  const report = await verifyPdf(bytes, { roots: house.tools.authority.roots, timeRoots, now: new Date() });
  return 'unreadable' in report ? report.problem : report.level;
};

test.for([
  ['well', 'current', 'B-LTA', null],
  ['error', 'current', 'B-LT', 'rejected'],
  ['well', 'away', 'B-T', 'list-away'],
] as const)(
  '[C190] [A40] [F33] the minutes carry a document timestamp, or say why not (authority: %s, its list: %s)',
  async ([behaviour, list, level, problem]) => {
    await using authority = await openTimeStampAuthority('ec', () => new Date());
    authority.behaviour = behaviour;
    authority.list = list;
    const external = createTimeStampers([authority.url], {
      timeoutMs: 1_000,
      pauseMs: 60_000,
      now: () => new Date(),
      randomBytes,
    });
    const timeRoots = [authority.rootPem];
    await using house = await openFlowHouse({ external, timeRoots });
    const { bytes, told } = await minutesOf(house);
    const live = house.line.committed;
    const isWell = behaviour === 'well';
    expect(bytes.includes('/Type /DSS')).toBe(true);
    expect(bytes.includes('/SubFilter /ETSI.RFC3161')).toBe(isWell);
    expect(told).toMatchObject({
      level,
      archive: isWell ? { by: 'external', authority: 'Contoh ec' } : null,
      pending: problem === null ? null : { reason: problem },
    });
    expect(await levelIn(house, bytes, timeRoots)).toBe(level);
    expect(rootReceipt(live)?.timeAttestedBy).toBe(isWell ? 'external' : 'organiser');
    // C39: the same document, were it of a rehearsal.
    const { ceremonies, store, clock } = house;
    const rehearsal = await rehearse(CEREMONY, 'gladi', { ceremonies, store, clock, random: randomBytes });
    if (isRefusal(rehearsal)) throw new Error(rehearsal.refused.detail);
    const asked = authority.listsAsked;
    const gathered = await house.tools.foreign?.gather({ live: rehearsal, isCertifiedByOthers: false }, bytes);
    expect([gathered?.data.crls, gathered?.lacking, authority.listsAsked]).toEqual([[], null, asked]);
  },
);

test('[A40] [S84] where the list that an offline root left behind has ended, the level says so', async () => {
  await using house = await openFlowHouse();
  const { authority, revocations } = house.tools;
  const ended = await authority.rootCrl(new Date(Date.now() - 10 * 86_400_000));
  const { bytes, told } = await minutesOf(house, {
    revocations: {
      validationData: async (live, after) => {
        const { certificates, crls } = await revocations.validationData(live, after);
        return { certificates, crls: [...crls.slice(0, 1), ended] };
      },
    },
  });
  expect([told?.level, await levelIn(house, bytes)]).toEqual(['B-T', 'B-T']);
});
