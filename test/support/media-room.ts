import { openMedia } from '#media/media';
import type { Peer } from '#media/peer';
import { handleSignal } from '#realtime/media-handlers';

import { silentLog } from './media-edge.ts';
import { mediaPermissions } from './media-permissions.ts';
import { workerBin } from './worker-bin.ts';

/** What Chromium sends for a camera in three sizes and for a microphone, shortened to what the worker reads. */
export const CAMERA = {
  mid: '0',
  codecs: [
    { mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000, rtcpFeedback: [{ type: 'nack', parameter: 'pli' }] },
  ],
  headerExtensions: [
    { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4 },
    { uri: 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id', id: 10 },
  ],
  encodings: ['r0', 'r1', 'r2'].map((rid) => ({ rid, scalabilityMode: 'L1T3' })),
  rtcp: { cname: 'sample' },
};
export const MICROPHONE = {
  mid: '1',
  codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 }],
  encodings: [{ ssrc: 1111, dtx: true }],
};
export const CAPABILITIES = {
  codecs: [
    { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2, preferredPayloadType: 100 },
    { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000, preferredPayloadType: 101 },
  ],
  headerExtensions: [],
};
export const FINGERPRINT = { algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AB').join(':') };

export type Told = { readonly personId: string; readonly event: string; readonly payload: unknown };

/** Real media without browsers: a real worker, signals as a browser sends them, and what is told in return. */
export async function openMediaRoom(options: { readonly workers?: number; readonly rtcPort?: number } = {}) {
  const permissions = mediaPermissions();
  const told: Told[] = [];
  const media = await openMedia({
    workerBin: workerBin(),
    workers: options.workers ?? 1,
    listenIp: '127.0.0.1',
    announcedAddress: null,
    rtcPort: options.rtcPort ?? 0,
    log: silentLog,
  });
  for (const ceremonyId of ['sample', 'other']) {
    media.openCeremony(ceremonyId, {
      may: permissions.may,
      tell: (to, event, payload) => {
        for (const { personId } of to) told.push({ personId, event, payload });
      },
    });
  }

  /** A person with that much permission on stage, as a connection that can signal. */
  function person(personId: string, permission: { produce: boolean; consume: boolean }, connectionId = personId) {
    permissions.allow(personId, 'stage', permission);
    const peer: Peer = { ceremonyId: 'sample', personId, connectionId };
    const signal = (name: string, payload: unknown): Promise<unknown> => handleSignal(media, peer, name, payload);
    /** Signals and returns the granted value; throws the code of a refusal. */
    async function ask(name: string, payload: unknown): Promise<Record<string, unknown>> {
      const outcome = await handleSignal(media, peer, name, payload);
      if (!outcome.ok) throw new Error(outcome.code);
      return { ...outcome.value };
    }
    return {
      peer,
      signal,
      ask,
      async publish(rtpParameters: object = CAMERA, source = 'camera') {
        const { transportId } = await ask('media:open-transport', { room: 'stage', direction: 'send' });
        const kind = source === 'camera' ? 'video' : 'audio';
        const { producerId } = await ask('media:produce', { transportId, kind, source, rtpParameters });
        return { transportId, producerId };
      },
      async watch(producerId: unknown) {
        await ask('media:open-transport', { room: 'stage', direction: 'receive' });
        return await ask('media:consume', { producerId, rtpCapabilities: CAPABILITIES });
      },
    };
  }

  return {
    media,
    told,
    person,
    allow: permissions.allow,
    async [Symbol.asyncDispose]() {
      await media[Symbol.asyncDispose]();
    },
  };
}
