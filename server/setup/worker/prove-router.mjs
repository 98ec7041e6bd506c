/**
 * Starts the given worker and creates a router in it, through mediasoup's own interface. Run under the house's Node:
 * `node prove-router.mjs WORKER`. Exit code 0 when it works; otherwise the reason on standard error.
 */
import { createWorker } from 'mediasoup';
import { reasonOf } from '../refusal.mjs';

const workerBin = process.argv[2];
if (workerBin === undefined) throw new Error('Which worker?');

try {
  const worker = await createWorker({ workerBin, logLevel: 'error' });
  const router = await worker.createRouter({
    mediaCodecs: [
      { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 },
      { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
    ],
  });
  // A transport's answer carries DTLS fingerprints: the crypto library is there and works.
  const transport = await router.createWebRtcTransport({ listenInfos: [{ protocol: 'udp', ip: '127.0.0.1' }] });
  if (transport.dtlsParameters.fingerprints.length === 0) throw new Error('it has no DTLS certificate');
  worker.close();
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
}
