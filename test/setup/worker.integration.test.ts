import { chmodSync, cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workerBin } from 'mediasoup';
import { isProved, prove } from '../../server/setup/worker/proof.mjs';

test('[B5] [B7] the worker of this machine makes a router, and is then known to', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'teken-setup-'));
  const worker = join(folder, 'mediasoup-worker');
  cpSync(workerBin, worker);
  chmodSync(worker, 0o755);
  const task = { folder, mediasoup: '3.27.1', worker, node: process.execPath };
  expect(isProved(folder, '3.27.1', worker)).toBe(false);
  expect(await prove(task)).toBeUndefined();
  expect(isProved(folder, '3.27.1', worker)).toBe(true);
  expect(isProved(folder, '3.28.0', worker), 'the proof is for this mediasoup only').toBe(false);
});
