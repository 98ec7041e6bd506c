import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { LiveCeremony } from '#projections/live-ceremony';
import { certificateOf } from '#projections/people-data';
import { openChild, type Child } from './child.ts';
import type { GuestsAnswer, GuestsAsk } from './fan-out-talk.ts';
import { measured, quantile, type Bench, type Measurement, type Row } from './row.ts';
import { openSocketHouse } from './socket-house.ts';
import { WAVE, wavePlan } from './wave-plan.ts';
import type { SignersAnswer, SignersAsk } from './wave-talk.ts';

const row = 'wave';
const GUESTS = fileURLToPath(new URL('fan-out-guests.ts', import.meta.url));
const SIGNERS = fileURLToPath(new URL('wave-signers.ts', import.meta.url));
const AGREEMENTS = 196;
const WATCHING = 600;
const BETWEEN_CHANGES_MS = 400;
const PROOFS = 24;

/**
 * A whole wave through a whole Teken: documents drawn and certified, two parties, the witness, the seal, evidence for the
 * archive; while the stage goes on changing before 600. The browsers are processes of their own, on the same machine.
 */
export const wave: Row = async (bench) => {
  const count = bench.size(AGREEMENTS);
  const watching = bench.size(WATCHING, 5);
  const run = await runWave(bench, count, watching);
  const bare = bareWave(count);
  const longer = bench.isLong ? await growing(bench, run.seconds / count) : [];
  return [
    measured({
      row,
      metric: `${count} agreements drawn, certified, signed by two parties and a witness, sealed (B-LTA)`,
      value: run.seconds,
      unit: 's',
      target: 6,
      better: 'lower',
      reference: { name: 'node:crypto: hashes, signatures and proofs of the same', value: bare },
    }),
    measured({
      row,
      metric: `meanwhile a stage change reaches ${watching} guests, p99 of ${run.changes}`,
      value: quantile(run.delays, 0.99),
      unit: 'ms',
      target: 200,
      better: 'lower',
      reference: { name: 'when nobody signs', value: quantile(run.calm, 0.99) },
    }),
    ...longer,
  ];
};

type WaveRun = {
  /** Of work; while people read, nothing runs that counts. */
  readonly seconds: number;
  readonly changes: number;
  /** Of each stage change to each guest, in milliseconds: while the wave runs, and before it. */
  readonly delays: readonly number[];
  readonly calm: readonly number[];
};

const runWave = async (bench: Bench, count: number, watching: number): Promise<WaveRun> => {
  bench.say(`${row}: ${count} agreements, and ${watching} guests who watch`);
  await using house = await openSocketHouse((plan) => wavePlan(plan, count, watching));
  await using guests = openChild<GuestsAsk, GuestsAnswer>(GUESTS);
  await using signers = openChild<SignersAsk, SignersAnswer>(SIGNERS);
  const { live, links, url } = house;
  const agreements = [...live.agreements.keys()];
  const people = new Map(links.map((link) => [link.personId, link]));
  const named = (start: string): readonly string[] => [...people.keys()].filter((id) => id.startsWith(start));
  const [witnesses, officers] = [named('wave-witness-'), named('wave-legal-')];
  const sides = signatoriesOf(live);
  const parties = [...new Set(sides.flatMap((one) => one.signers))];
  const protocol = links.filter(({ role }) => role === 'protocol').map(({ personId }) => personId);
  const watchers = [...links.filter(({ role }) => role === 'director').slice(0, 1), ...links.filter(isWatching)];
  await guests.ask({ ask: 'come', url, links: watchers.map((link) => link.url) });
  const coming = [...protocol, ...officers, ...witnesses, ...parties];
  await signers.ask({
    ask: 'come',
    url,
    people: coming.map((personId) => ({ personId, link: people.get(personId)?.url ?? '' })),
  });
  await guests.ask({ ask: 'act', name: 'ceremony:open', payload: {} });
  await signers.ask({ ask: 'enrol', officers: protocol, people: [...parties, ...witnesses] });
  // The proofs that officers look at before a ceremony: from here on nothing is drawn for the first time.
  const proofs = agreements.slice(0, PROOFS);
  await signers.ask({ ask: 'draw', name: 'agreement:make-proof', officers, agreements: proofs });
  await sleep(1_000);

  const stage = changing(guests, links.find(isWatching)?.personId ?? '');
  for (let change = 0; change < 10; change += 1) await stage.change();
  const calm = stage.delays.splice(0);
  const work = async (what: string, job: () => Promise<unknown>): Promise<number> => {
    const done = job();
    const [begun, cpu] = [performance.now(), process.cpuUsage()];
    const seen = stage.delays.length;
    const seconds = done.then(() => (performance.now() - begun) / 1_000);
    await stage.until(done);
    const { user, system } = process.cpuUsage(cpu);
    const took = `${(await seconds).toFixed(2)} s, ${((user + system) / 1_000_000).toFixed(2)} s of CPU in the server`;
    bench.say(`${row}: ${what}: ${took}; stage changes within ${quantile(stage.delays.slice(seen), 1).toFixed(0)} ms`);
    return seconds;
  };

  const drawing = await work('drawn and certified', () =>
    signers.ask({ ask: 'draw', name: 'agreement:make-ready', officers, agreements }),
  );
  await guests.ask({ ask: 'act', name: 'ceremony:go-live', payload: {} });
  await guests.ask({ ask: 'act', name: 'session:open', payload: { wave: WAVE } });
  const documents = agreements.map((agreementId) => ({ agreementId, ...documentOf(live, agreementId) }));
  await signers.ask({
    ask: 'consent',
    documents: sides.flatMap(({ agreementId, signers: both }) =>
      both.map((personId) => ({ personId, agreementId, ...documentOf(live, agreementId) })),
    ),
  });
  for (const personId of witnesses) {
    const own = new Set(sides.filter(({ witness }) => witness === personId).map(({ agreementId }) => agreementId));
    const shown = documents.filter(({ agreementId }) => own.has(agreementId));
    const list = shown.map(({ agreementId, sha256 }) => ({ agreementId, sha256 }));
    await signers.ask({ ask: 'consent-wave', personId, wave: WAVE, documents: list });
  }
  const certificates = Object.fromEntries(
    [...parties, ...witnesses].map((personId) => [personId, certificateOf(live, personId) ?? '']),
  );
  await sleep(500);
  const parted = await work('signed by the parties', () =>
    signers.ask({ ask: 'sign', certificates, agreements: sides }),
  );
  const witnessed = await work('signed by the witness', () =>
    signers.ask({ ask: 'sign-wave', certificates, wave: WAVE, witnesses }),
  );
  const sealing = await work('the last seals', () => allSealed(live));
  const { delays, changes } = stage;
  await guests.ask({ ask: 'leave' });
  return { seconds: drawing + parted + witnessed + sealing, changes: changes(), delays, calm };
};

const isWatching = ({ personId }: { readonly personId: string }): boolean => personId.startsWith('wave-guest-');

const signatoriesOf = (live: LiveCeremony) =>
  [...live.agreements].map(([agreementId, state]) => {
    const all = 'signatories' in state ? state.signatories : [];
    return {
      agreementId,
      signers: all.filter(({ capacity }) => capacity === 'party').map(({ personId }) => personId),
      witness: all.find(({ capacity }) => capacity === 'witness')?.personId ?? null,
    };
  });

const documentOf = (live: LiveCeremony, agreementId: string) => {
  const state = live.agreements.get(agreementId);
  if (state === undefined || !('document' in state)) throw new Error(`${agreementId} has no document.`);
  return { sha256: state.document.sha256, pages: state.document.pages };
};

const allSealed = async (live: LiveCeremony): Promise<void> => {
  const isDone = (): boolean =>
    [...live.agreements.values()].every((state) => state.phase === 'sealed' && state.pending === null);
  while (!isDone()) await sleep(10);
};

/** One guest is called to the stage and sent back, again and again. */
const changing = (guests: Child<GuestsAsk, GuestsAnswer>, personId: string) => {
  const delays: number[] = [];
  let rounds = 0;
  let changes = 0;
  const change = async (): Promise<void> => {
    const name = rounds % 2 === 0 ? 'stage:call' : 'stage:send-back';
    rounds += 1;
    const told = await guests.ask({ ask: 'change', name, payload: { personId } });
    for (const delay of told.delays) delays.push(delay);
    await sleep(BETWEEN_CHANGES_MS);
  };
  return {
    delays,
    change,
    changes: () => changes,
    /** While the work is under way; rejects as it does. */
    until: async (work: Promise<unknown>): Promise<void> => {
      const under = { way: true };
      const done = work.finally(() => {
        under.way = false;
      });
      for (; under.way; changes += 1) await change();
      await done;
    },
  };
};

const DOCUMENT_BYTES = 100_000;
/** Certification, two parties, witness and seal, each with a time stamp; and the document timestamp. */
const SIGNATURES = 5;

/** Seconds for what cannot be had for less: each signature's hash, signature, proof and time stamp, by one thread. */
const bareWave = (count: number): number => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const document = Buffer.alloc(DOCUMENT_BYTES, 'naskah');
  const begun = performance.now();
  for (let index = 0; index < count * (SIGNATURES + 1); index += 1) {
    const digest = createHash('sha256').update(document).digest();
    const signature = sign('sha256', digest, privateKey);
    if (!verify('sha256', digest, publicKey, signature)) throw new Error('It does not verify.');
    sign('sha256', digest, privateKey);
  }
  return (performance.now() - begun) / 1_000;
};

/** What one agreement costs when there are more of them, beside what one of the first costs. */
const growing = async (bench: Bench, first: number): Promise<readonly Measurement[]> => {
  const found: Measurement[] = [];
  for (const full of [500, 1_000, 2_000]) {
    const count = bench.size(full);
    const { seconds } = await runWave(bench, count, bench.size(WATCHING, 5));
    found.push(
      measured({
        row,
        metric: `${count} agreements, for each of them`,
        value: (seconds / count) * 1_000,
        unit: 'ms',
        target: Number((1.25 * first * 1_000).toPrecision(4)),
        better: 'lower',
        reference: { name: `each of ${bench.size(AGREEMENTS)}`, value: first * 1_000 },
      }),
    );
  }
  return found;
};
