import { setTimeout as sleep } from 'node:timers/promises';
import { watchLoop } from './loop-delay.ts';
import { openSigning } from './open-signing.ts';
import { measured, quantile, type Bench, type Measurement } from './row.ts';

const CLIENTS = 64;
/** Several for each client: a pause of the garbage collector is one of many turns then, as on the day. */
const AGREEMENTS = 192;
const FLUSH_MS = 50;
const IDLE_MS = 2_000;

/** How long others wait for the event loop while many sign at once and every flush takes 50 ms. */
export const slowDisk = async (bench: Bench): Promise<Measurement> => {
  const clients = bench.size(CLIENTS, 2);
  bench.say(`ledger: ${clients} clients sign on a disk that takes ${FLUSH_MS} ms for a flush`);
  await using signing = await openSigning(Math.max(clients, bench.size(AGREEMENTS)), { flushDelayMs: FLUSH_MS });
  const idle = watchLoop();
  await sleep(bench.size(IDLE_MS, 100));
  const idleDelays = idle.stop();
  const busy = watchLoop();
  const waiting = [...signing.agreements];
  const signAll = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      for (const signer of next.signers) await signer.sign(next.agreementId);
    }
  };
  await Promise.all(Array.from({ length: clients }, signAll));
  const delays = busy.stop();
  return measured({
    row: 'ledger',
    metric: `event loop delay p99 while ${clients} clients sign, ${FLUSH_MS} ms a flush`,
    value: quantile(delays, 0.99),
    unit: 'ms',
    target: 20,
    better: 'lower',
    reference: { name: 'idle process', value: quantile(idleDelays, 0.99) },
  });
};
