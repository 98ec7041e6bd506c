import { observer } from 'mediasoup';
import type { types } from 'mediasoup';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { CAMERA, CAPABILITIES, FINGERPRINT, MICROPHONE, openMediaRoom } from '#support/media-room';

const SPEAKER = { produce: true, consume: true };
const VIEWER = { produce: false, consume: true };
const NOBODY = { produce: false, consume: false };
const refusal = (code: string) => ({ ok: false, code });
const notPermitted = refusal('media-not-permitted');
const unknown = refusal('media-unknown');

// What the worker's library says of its consumers, which no signal shows.
const consumers = new Map<unknown, types.Consumer>();
observer.on('newworker', (worker) => {
  worker.observer.on('newrouter', (router) => {
    router.observer.on('newtransport', (transport) => {
      transport.observer.on('newconsumer', (consumer) => consumers.set(consumer.id, consumer));
    });
  });
});

let room: Awaited<ReturnType<typeof openMediaRoom>>;
beforeAll(async () => {
  room = await openMediaRoom();
});
afterAll(() => room[Symbol.asyncDispose]());
beforeEach(() => {
  room.told.length = 0;
});

let people = 0;
async function joined(permission: { produce: boolean; consume: boolean }) {
  people += 1;
  const person = room.person(`person-${people}`, permission);
  await person.ask('media:join', { room: 'stage' });
  return person;
}
const toldTo = (personId: string) => room.told.filter((each) => each.personId === personId).map((each) => each.event);

describe('permission', () => {
  test('[M7] without any permission there is no way in, and no signal gets further', async () => {
    const stranger = room.person('stranger', NOBODY);
    expect(await stranger.signal('media:join', { room: 'stage' })).toEqual(notPermitted);
    expect(await stranger.signal('media:open-transport', { room: 'stage', direction: 'receive' })).toEqual(
      refusal('media-not-joined'),
    );
  });

  test('[M7] a viewer can neither open a way to send nor produce; permission given later counts at once', async () => {
    const viewer = await joined(VIEWER);
    const send = { room: 'stage', direction: 'send' };
    expect(await viewer.signal('media:open-transport', send)).toEqual(notPermitted);
    room.allow(viewer.peer.personId, 'stage', { produce: true });
    const { transportId } = await viewer.ask('media:open-transport', send);
    room.allow(viewer.peer.personId, 'stage', { produce: false });
    const camera = { transportId, kind: 'video', source: 'camera', rtpParameters: CAMERA };
    expect(await viewer.signal('media:produce', camera)).toEqual(notPermitted);
    room.allow(viewer.peer.personId, 'stage', { produce: true });
    expect(await viewer.signal('media:produce', camera)).toMatchObject({ ok: true });
  });

  test('[M8] permission that goes while the worker answers leaves nothing behind', async () => {
    const speaker = await joined(SPEAKER);
    const viewer = await joined(VIEWER);
    const { transportId } = await speaker.ask('media:open-transport', { room: 'stage', direction: 'send' });
    const producing = speaker.signal('media:produce', {
      transportId,
      kind: 'video',
      source: 'camera',
      rtpParameters: CAMERA,
    });
    room.allow(speaker.peer.personId, 'stage', { produce: false });
    expect(await producing).toEqual(notPermitted);
    expect(toldTo(viewer.peer.personId)).toEqual([]);
    const newcomer = room.person('newcomer', VIEWER);
    const reply = await newcomer.ask('media:join', { room: 'stage' });
    expect(reply['producers']).not.toContainEqual(expect.objectContaining({ personId: speaker.peer.personId }));
  });

  test('[M9] withdrawing closes what is sent, tells the viewers and the person, who keeps watching', async () => {
    const speaker = await joined(SPEAKER);
    const viewer = await joined(VIEWER);
    const { producerId } = await speaker.publish();
    room.allow(speaker.peer.personId, 'stage', { produce: false });
    room.media.revoke('sample', speaker.peer.personId, 'stage');
    const closed = { room: 'stage', producerId, personId: speaker.peer.personId };
    expect(room.told).toContainEqual({
      personId: viewer.peer.personId,
      event: 'media:producer-closed',
      payload: closed,
    });
    expect(room.told).toContainEqual({
      personId: speaker.peer.personId,
      event: 'media:producer-closed',
      payload: closed,
    });
    expect(await viewer.signal('media:consume', { producerId, rtpCapabilities: CAPABILITIES })).toEqual(unknown);
    expect(await speaker.signal('media:open-transport', { room: 'stage', direction: 'receive' })).toMatchObject({
      ok: true,
    });
  });

  test('[M9] who may not consume either is put out of the room', async () => {
    const viewer = await joined(VIEWER);
    room.allow(viewer.peer.personId, 'stage', NOBODY);
    room.media.revoke('sample', viewer.peer.personId, 'stage');
    expect(room.told).toEqual([
      {
        personId: viewer.peer.personId,
        event: 'media:ended',
        payload: { room: 'stage', reason: 'not-permitted' },
      },
    ]);
    expect(room.media.links(viewer.peer)).toEqual([]);
  });

  test('[M10] those who only send are not told who else sends', async () => {
    const onlySends = await joined({ produce: true, consume: false });
    const speaker = await joined(SPEAKER);
    await speaker.publish();
    expect(toldTo(onlySends.peer.personId)).toEqual([]);
    const again = await onlySends.ask('media:join', { room: 'stage' });
    expect(again['producers']).toEqual([]);
  });

  test('[M1] a green room’s producer does not exist for the stage', async () => {
    const waiting = room.person('waiting', VIEWER);
    room.allow('waiting', 'green-room', { produce: true });
    const viewer = await joined(VIEWER);
    await waiting.ask('media:join', { room: 'green-room' });
    const { transportId } = await waiting.ask('media:open-transport', { room: 'green-room', direction: 'send' });
    const { producerId } = await waiting.ask('media:produce', {
      transportId,
      kind: 'audio',
      source: 'microphone',
      rtpParameters: MICROPHONE,
    });
    expect(toldTo(viewer.peer.personId)).toEqual([]);
    await viewer.ask('media:open-transport', { room: 'stage', direction: 'receive' });
    expect(await viewer.signal('media:consume', { producerId, rtpCapabilities: CAPABILITIES })).toEqual(unknown);
  });
});

describe('links', () => {
  test('[M11] joining from another connection ends the earlier one', async () => {
    const viewer = await joined(VIEWER);
    const first = await joined(SPEAKER);
    const { producerId } = await first.publish();
    const second = room.person(first.peer.personId, SPEAKER, 'another-device');
    await second.ask('media:join', { room: 'stage' });
    expect(room.told).toContainEqual({
      personId: first.peer.personId,
      event: 'media:ended',
      payload: { room: 'stage', reason: 'elsewhere' },
    });
    expect(toldTo(viewer.peer.personId)).toEqual(['media:producer', 'media:producer-closed']);
    expect(await first.signal('media:close-producer', { producerId })).toEqual(refusal('media-not-joined'));
    expect(room.media.links(second.peer)).toHaveLength(1);
  });

  test('[M12] joining again from the same connection begins anew', async () => {
    const speaker = await joined(SPEAKER);
    const viewer = await joined(VIEWER);
    const { transportId } = await speaker.publish();
    await speaker.ask('media:join', { room: 'stage' });
    expect(toldTo(viewer.peer.personId)).toEqual(['media:producer', 'media:producer-closed']);
    expect(toldTo(speaker.peer.personId)).toEqual([]);
    expect(await speaker.signal('media:restart-ice', { transportId })).toEqual(unknown);
  });

  test('[M13] repeated requests leave no doubles', async () => {
    const speaker = await joined(SPEAKER);
    const viewer = await joined(VIEWER);
    const { transportId, producerId: first } = await speaker.publish();
    const camera = { transportId, kind: 'video', source: 'camera', rtpParameters: { ...CAMERA, mid: '7' } };
    const { producerId: second } = await speaker.ask('media:produce', {
      ...camera,
      rtpParameters: { ...camera.rtpParameters, encodings: [{ ssrc: 2222 }] },
    });
    expect(toldTo(viewer.peer.personId)).toEqual(['media:producer', 'media:producer-closed', 'media:producer']);
    const reply = await viewer.ask('media:join', { room: 'stage' });
    const theirs = expect.objectContaining({ personId: speaker.peer.personId, producerId: second });
    expect(reply['producers']).toContainEqual(theirs);
    expect(reply['producers']).not.toContainEqual(expect.objectContaining({ producerId: first }));
    const once = await viewer.watch(second);
    const twice = await viewer.ask('media:consume', { producerId: second, rtpCapabilities: CAPABILITIES });
    expect(await viewer.signal('media:resume', { consumerId: once['consumerId'] })).toEqual(unknown);
    expect(consumers.get(once['consumerId'])?.closed).toBe(true);
    expect(await viewer.signal('media:resume', { consumerId: twice['consumerId'] })).toMatchObject({ ok: true });
    // A second way to send takes the place of the first, and of what was sent on it.
    await speaker.ask('media:open-transport', { room: 'stage', direction: 'send' });
    await vi.waitFor(() => expect(toldTo(viewer.peer.personId).at(-1)).toBe('media:producer-closed'));
  });

  test('[M15] what another connection opened does not exist', async () => {
    const speaker = await joined(SPEAKER);
    const thief = await joined(SPEAKER);
    const { transportId, producerId } = await speaker.publish();
    const viewer = await joined(VIEWER);
    const { consumerId } = await viewer.watch(producerId);
    const dtlsParameters = { role: 'client', fingerprints: [FINGERPRINT] };
    const produce = { transportId, kind: 'audio', source: 'microphone', rtpParameters: MICROPHONE };
    expect(await thief.signal('media:connect-transport', { transportId, dtlsParameters })).toEqual(unknown);
    expect(await thief.signal('media:restart-ice', { transportId })).toEqual(unknown);
    expect(await thief.signal('media:produce', produce)).toEqual(unknown);
    expect(await thief.signal('media:pause-producer', { producerId })).toEqual(unknown);
    expect(await thief.signal('media:resume-producer', { producerId })).toEqual(unknown);
    expect(await thief.signal('media:close-producer', { producerId })).toEqual(unknown);
    expect(await thief.signal('media:resume', { consumerId })).toEqual(unknown);
    expect(await thief.signal('media:prefer-layers', { consumerId, spatialLayer: 0 })).toEqual(unknown);
    expect(await speaker.signal('media:close-producer', { producerId })).toMatchObject({ ok: true });
  });

  test('[M16] leaving and losing the connection are told to the room at once, even while joining', async () => {
    const speaker = await joined(SPEAKER);
    const viewer = await joined(VIEWER);
    await speaker.publish();
    await speaker.ask('media:leave', { room: 'stage' });
    expect(toldTo(viewer.peer.personId)).toEqual(['media:producer', 'media:producer-closed']);
    await speaker.ask('media:join', { room: 'stage' });
    await speaker.publish();
    room.media.drop(speaker.peer);
    expect(toldTo(viewer.peer.personId).slice(2)).toEqual(['media:producer', 'media:producer-closed']);
    const joining = speaker.signal('media:join', { room: 'stage' });
    room.media.drop(speaker.peer);
    expect(await joining).toEqual(refusal('media-not-joined'));
    expect(room.media.links(speaker.peer)).toEqual([]);
  });

  test('muting is told to the viewers and stands in the list of who joins later', async () => {
    const speaker = await joined(SPEAKER);
    const viewer = await joined(VIEWER);
    const { producerId } = await speaker.publish(MICROPHONE, 'microphone');
    await speaker.ask('media:pause-producer', { producerId });
    expect(room.told.at(-1)).toEqual({
      personId: viewer.peer.personId,
      event: 'media:producer-changed',
      payload: { room: 'stage', producerId, paused: true },
    });
    const reply = await viewer.ask('media:join', { room: 'stage' });
    expect(reply['producers']).toContainEqual(expect.objectContaining({ producerId, paused: true }));
  });
});
