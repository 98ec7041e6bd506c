import { assert, asyncProperty, constantFrom, jsonValue } from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { mediaSignals } from '#contract/signals';
import { CAMERA, CAPABILITIES, FINGERPRINT, MICROPHONE, openMediaRoom } from '#support/media-room';

let room: Awaited<ReturnType<typeof openMediaRoom>>;
let speaker: ReturnType<typeof room.person>;
let transportId: unknown;
beforeAll(async () => {
  room = await openMediaRoom();
  speaker = room.person('speaker', { produce: true, consume: true });
  await speaker.ask('media:join', { room: 'stage' });
  ({ transportId } = await speaker.publish());
});
afterAll(() => room[Symbol.asyncDispose]());

const camera = (rtpParameters: unknown) => ({ transportId, kind: 'video', source: 'camera', rtpParameters });
const many = <Item>(length: number, item: Item) => Array.from({ length }, () => item);

test.each<[string, string, () => unknown, string]>([
  ['an unknown name', 'media:explode', () => ({}), 'media-bad-signal'],
  ['a name that every object has', 'constructor', () => ({}), 'media-bad-signal'],
  ['nothing', 'media:join', () => undefined, 'media-bad-signal'],
  ['an unknown room', 'media:join', () => ({ room: 'attic' }), 'media-bad-signal'],
  [
    'a room that was not joined',
    'media:open-transport',
    () => ({ room: 'green-room', direction: 'send' }),
    'media-not-joined',
  ],
  ['an unknown transport', 'media:restart-ice', () => ({ transportId: 'none' }), 'media-unknown'],
  ['a camera that says audio', 'media:produce', () => ({ ...camera(CAMERA), kind: 'audio' }), 'media-bad-signal'],
  [
    'a thousand codecs',
    'media:produce',
    () => camera({ ...CAMERA, codecs: many(1_000, CAMERA.codecs[0]) }),
    'media-bad-signal',
  ],
  [
    'a codec that the room does not carry',
    'media:produce',
    () => camera({ ...CAMERA, codecs: [{ ...CAMERA.codecs[0], mimeType: 'video/H265' }] }),
    'media-invalid',
  ],
  [
    'a codec that is no codec',
    'media:produce',
    () => camera({ ...CAMERA, codecs: [{ ...CAMERA.codecs[0], mimeType: 'x' }] }),
    'media-invalid',
  ],
  [
    'a mid that is taken',
    'media:produce',
    () => ({ ...camera({ ...MICROPHONE, mid: '0' }), kind: 'audio', source: 'microphone' }),
    'media-invalid',
  ],
  [
    'an unknown producer',
    'media:consume',
    () => ({ producerId: 'none', rtpCapabilities: CAPABILITIES }),
    'media-unknown',
  ],
  [
    'a fingerprint that is none',
    'media:connect-transport',
    () => ({ transportId, dtlsParameters: { role: 'client', fingerprints: [{ ...FINGERPRINT, value: 'zz' }] } }),
    'media-bad-signal',
  ],
  ['a layer out of range', 'media:prefer-layers', () => ({ consumerId: 'none', spatialLayer: 9 }), 'media-bad-signal'],
])('[M19] %s is refused', async (_, name, payload, code) => {
  expect(await speaker.signal(name, payload())).toEqual({ ok: false, code });
  // Nothing was disturbed: the camera is still there.
  expect(await speaker.ask('media:restart-ice', { transportId })).toHaveProperty('iceParameters');
});

test('[M19] a browser that cannot show the camera is told so', async () => {
  const viewer = room.person('viewer', { produce: false, consume: true });
  const { producers } = await viewer.ask('media:join', { room: 'stage' });
  const [first] = Array.isArray(producers) ? producers : [];
  await viewer.ask('media:open-transport', { room: 'stage', direction: 'receive' });
  const deaf = { codecs: [], headerExtensions: [] };
  expect(await viewer.signal('media:consume', { producerId: first.producerId, rtpCapabilities: deaf })).toEqual({
    ok: false,
    code: 'media-unsupported',
  });
});

test('[M19] whatever is sent under whatever name, there is an answer', async () => {
  const names = constantFrom(...Object.keys(mediaSignals), 'media:', '__proto__', 'toString');
  await assert(
    asyncProperty(names, jsonValue({ maxDepth: 4 }), async (name, payload) => {
      const outcome = await speaker.signal(name, payload);
      expect(outcome).toMatchObject({ ok: false, code: expect.stringMatching(/^media-/) });
    }),
    { numRuns: 500 },
  );
});
