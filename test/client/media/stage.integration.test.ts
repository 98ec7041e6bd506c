import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Browser } from 'playwright-core';

import { MAX_COMMAND_BYTES } from '#contract/constants';
import { openChromium, openPerson, statsOf } from '#support/media-browser';
import { openMediaEdge } from '#support/media-edge';

type Edge = Awaited<ReturnType<typeof openMediaEdge>>;
type Person = Awaited<ReturnType<typeof openPerson>>;

const soon = { timeout: 20_000, interval: 100 };

let edge: Edge;
let browser: Browser;
beforeAll(async () => {
  [edge, browser] = await Promise.all([openMediaEdge({ workers: 1 }), openChromium()]);
});
afterAll(async () => {
  await browser.close();
  await edge[Symbol.asyncDispose]();
});

let people = 0;
async function arrive(role: string, permission: { produce: boolean; consume: boolean }): Promise<[Person, string]> {
  people += 1;
  const personId = `${role}-${people}`;
  edge.allow(personId, 'stage', permission);
  const person = await openPerson(browser, edge.url, personId);
  onTestFinished(() => person.close());
  return [person, personId];
}

async function onStage(): Promise<[Person, string]> {
  const [speaker, speakerId] = await arrive('speaker', { produce: true, consume: true });
  await speaker.call(`join('stage')`);
  expect(await speaker.call('publish()')).toBe(null);
  return [speaker, speakerId];
}

async function inAudience(): Promise<[Person, string]> {
  const [viewer, viewerId] = await arrive('viewer', { produce: false, consume: true });
  await viewer.call(`join('stage')`);
  return [viewer, viewerId];
}

const watches = (viewer: Person, speakerId: string, frames = 5) =>
  vi.waitFor(async () => {
    const tile = await viewer.tile(speakerId);
    expect(tile?.frames).toBeGreaterThan(frames);
    expect(tile?.hasAudio).toBe(true);
  }, soon);

const misses = (viewer: Person, speakerId: string) =>
  vi.waitFor(async () => expect(await viewer.tile(speakerId)).toBe(null), soon);

describe('the stage in real browsers', () => {
  test('[M5] picture and sound arrive over DTLS and AES-GCM, the picture in the size that the viewer asks for', async () => {
    const [speaker, speakerId] = await onStage();
    const [viewer] = await inAudience();
    await watches(viewer, speakerId);

    const [transport] = await statsOf(viewer.page, 'transport');
    expect(transport).toMatchObject({ dtlsState: 'connected', srtpCipher: expect.stringContaining('GCM') });
    await vi.waitFor(async () => {
      const sound = (await statsOf(viewer.page, 'inbound-rtp')).find((stream) => stream['kind'] === 'audio');
      expect(sound?.['totalAudioEnergy']).toBeGreaterThan(0);
    }, soon);
    const sent = (await statsOf(speaker.page, 'outbound-rtp')).filter((stream) => stream['kind'] === 'video');
    expect(new Set(sent.map((stream) => stream['rid']))).toEqual(new Set(['r0', 'r1', 'r2']));

    for (const person of [speaker, viewer]) {
      const { largestSignal } = await person.call<{ largestSignal: number }>('history()');
      expect(largestSignal * 4).toBeLessThan(MAX_COMMAND_BYTES);
    }

    await viewer.call(`setTileSize('${speakerId}', 'small')`);
    await vi.waitFor(async () => expect((await viewer.tile(speakerId))?.width).toBe(320), soon);
    await viewer.call(`setTileSize('${speakerId}', 'medium')`);
    await vi.waitFor(async () => expect((await viewer.tile(speakerId))?.width).toBe(640), soon);
  });

  test('[M14] whoever comes later sees whoever stands on stage, and who is called later is seen by all', async () => {
    const [viewer] = await inAudience();
    const [first, firstId] = await onStage();
    const [, secondId] = await onStage();
    await watches(viewer, firstId);
    await watches(viewer, secondId);
    await watches(first, secondId);
  });

  test('[M16] unpublishing, leaving and closing the page each take the tile away', async () => {
    const [viewer] = await inAudience();
    const [leaver, leaverId] = await onStage();
    const [closer, closerId] = await onStage();
    await watches(viewer, leaverId, 2);
    await watches(viewer, closerId, 2);
    await leaver.call('unpublish()');
    await misses(viewer, leaverId);
    // Back again in the same session: no reload, no double.
    expect(await leaver.call('publish()')).toBe(null);
    await watches(viewer, leaverId, 2);
    await leaver.call('leave()');
    await misses(viewer, leaverId);
    await closer.close();
    await misses(viewer, closerId);
    expect(await viewer.look()).toEqual([]);
  });

  test('a muted microphone and a covered camera leave the tile without sound and picture, and come back', async () => {
    const [speaker, speakerId] = await onStage();
    const [viewer] = await inAudience();
    await watches(viewer, speakerId);
    await speaker.call(`setMuted('audio', true)`);
    await speaker.call(`setMuted('video', true)`);
    await vi.waitFor(
      async () => expect(await viewer.tile(speakerId)).toMatchObject({ hasVideo: false, hasAudio: false }),
      soon,
    );
    await speaker.call(`setMuted('audio', false)`);
    await speaker.call(`setMuted('video', false)`);
    await watches(viewer, speakerId);
  });

  test('[M9] sent back from the stage, a person is seen no more and may not publish, and goes on watching', async () => {
    const [other, otherId] = await onStage();
    const [speaker, speakerId] = await onStage();
    await watches(other, speakerId, 2);
    edge.allow(speakerId, 'stage', { produce: false });
    edge.media.revoke(edge.ceremonyId, speakerId, 'stage');
    await misses(other, speakerId);
    await vi.waitFor(
      async () => expect(await speaker.call('history()')).toMatchObject({ unpublishedByServer: 1 }),
      soon,
    );
    expect(await speaker.call('publish()')).toBe('media-not-permitted');
    await watches(speaker, otherId);
    edge.allow(speakerId, 'stage', { produce: true });
    expect(await speaker.call('publish()')).toBe(null);
    await watches(other, speakerId);
  });

  test('[M7] whoever may neither produce nor consume does not get in', async () => {
    const [stranger] = await arrive('stranger', { produce: false, consume: false });
    await stranger.call(`join('stage')`);
    await vi.waitFor(async () => expect(await stranger.call('state()')).toBe('not-permitted'), soon);
  });

  test('[M1] what is said in the green room is not on stage', async () => {
    const [viewer] = await inAudience();
    const [waiting, waitingId] = await arrive('waiting', { produce: false, consume: true });
    const [officer, officerId] = await arrive('officer', { produce: false, consume: true });
    edge.allow(waitingId, 'green-room', { produce: true });
    edge.allow(officerId, 'green-room', { consume: true });
    await waiting.call(`join('green-room')`);
    expect(await waiting.call('publish()')).toBe(null);
    await officer.call(`join('green-room')`);
    await watches(officer, waitingId);
    expect(await viewer.look()).toEqual([]);
    expect(await viewer.call(`signal('media:join', { room: 'green-room' })`)).toMatchObject({
      ok: false,
      code: 'media-not-permitted',
    });
  });

  test('after the connection was cut, everyone comes back by themselves', async () => {
    const [, speakerId] = await onStage();
    const [viewer] = await inAudience();
    await watches(viewer, speakerId);
    edge.cutConnections();
    await vi.waitFor(
      async () => expect(await viewer.call('history()')).toMatchObject({ states: ['joined', 'rejoining', 'joined'] }),
      soon,
    );
    await watches(viewer, speakerId);
    expect(await viewer.look()).toHaveLength(1);
  });

  test('[M17] a speaker whose network went silent is no ghost, and comes back', async () => {
    const [speaker, speakerId] = await onStage();
    const [viewer] = await inAudience();
    await watches(viewer, speakerId, 2);
    await speaker.page.evaluate('peerConnections.forEach((each) => each.close())');
    await misses(viewer, speakerId);
    await watches(viewer, speakerId, 2);
    expect(await speaker.call('history()')).toMatchObject({ states: ['joined', 'rejoining', 'joined'] });
  });

  test('[M3] after the worker was killed, speaker and viewer are back with picture and sound', async () => {
    const [, speakerId] = await onStage();
    const [viewer] = await inAudience();
    await watches(viewer, speakerId);
    const [pid] = edge.media.workerPids();
    process.kill(pid ?? 0, 'SIGKILL');
    await misses(viewer, speakerId);
    await watches(viewer, speakerId);
    expect(edge.media.workerPids()).not.toEqual([pid]);
    expect(await viewer.look()).toHaveLength(1);
  });
});
