import type { ZodType } from 'zod';

import { mediaSignals } from '#contract/signals';
import type { MediaResults, MediaSignal, MediaSignalName } from '#contract/signals';
import type { Link } from '#media/link';
import type { Media } from '#media/media';
import { granted, refused } from '#media/outcome';
import type { Outcome } from '#media/outcome';
import type { Peer } from '#media/peer';

type Handlers = {
  readonly [Name in MediaSignalName]: (
    media: Media,
    peer: Peer,
    signal: MediaSignal<Name>,
  ) => Outcome<MediaResults[Name]> | Promise<Outcome<MediaResults[Name]>>;
};

/** Which signal does what. Permission is asked in the link (M7); ownership is found here (M15). */
const mediaHandlers = {
  'media:join': (media, peer, { room }) => media.join(peer, room),
  'media:leave': (media, peer, { room }) => {
    media.leave(peer, room);
    return granted(null);
  },
  'media:open-transport': (media, peer, { room, direction }) => {
    const link = media.links(peer).find((each) => each.room === room)?.link;
    return link ? link.openTransport(direction) : refused('media-not-joined');
  },
  'media:connect-transport': (media, peer, { transportId, dtlsParameters }) =>
    withLink(media, peer, owning.transport(transportId), (link) => link.connectTransport(transportId, dtlsParameters)),
  'media:restart-ice': (media, peer, { transportId }) =>
    withLink(media, peer, owning.transport(transportId), (link) => link.restartIce(transportId)),
  'media:produce': (media, peer, { transportId, kind, source, rtpParameters }) =>
    withLink(media, peer, owning.transport(transportId), (link) =>
      link.produce(transportId, kind, source, rtpParameters),
    ),
  'media:pause-producer': (media, peer, { producerId }) =>
    withLink(media, peer, owning.producer(producerId), (link) => link.setPaused(producerId, true)),
  'media:resume-producer': (media, peer, { producerId }) =>
    withLink(media, peer, owning.producer(producerId), (link) => link.setPaused(producerId, false)),
  'media:close-producer': (media, peer, { producerId }) =>
    withLink(media, peer, owning.producer(producerId), (link) => link.closeProducer(producerId)),
  'media:consume': (media, peer, { producerId, rtpCapabilities }) =>
    withLink(
      media,
      peer,
      (link) => link.sees(producerId),
      (link) => link.consume(producerId, rtpCapabilities),
    ),
  'media:resume': (media, peer, { consumerId }) =>
    withLink(media, peer, owning.consumer(consumerId), (link) => link.resume(consumerId)),
  'media:prefer-layers': (media, peer, { consumerId, priority, ...layers }) =>
    withLink(media, peer, owning.consumer(consumerId), (link) =>
      link.preferLayers(consumerId, layers, priority ?? null),
    ),
} satisfies Handlers;

/** Parses, dispatches and turns the worker's objections into refusals (M19). `name` and `payload` come from outside. */
export async function handleSignal(
  media: Media,
  peer: Peer,
  name: string,
  payload: unknown,
): Promise<Outcome<MediaResults[MediaSignalName]>> {
  if (!isSignal(name)) return refused('media-bad-signal');
  try {
    return await dispatch(media, peer, name, payload);
  } catch (error) {
    // A worker that died under the call has taken the link with it; anything else is an objection to what was sent.
    if (media.links(peer).length === 0) return refused('media-restarting');
    media.log.warn({ error, signal: name }, 'media signal refused by the worker');
    return refused('media-invalid');
  }
}

const schemas: { readonly [Name in MediaSignalName]: ZodType<MediaSignal<Name>> } = mediaSignals;
const handlers: Handlers = mediaHandlers;

async function dispatch<Name extends MediaSignalName>(
  media: Media,
  peer: Peer,
  name: Name,
  payload: unknown,
): Promise<Outcome<MediaResults[Name]>> {
  const signal = schemas[name].safeParse(payload);
  return signal.success ? handlers[name](media, peer, signal.data) : refused('media-bad-signal');
}

const isSignal = (name: string): name is MediaSignalName => Object.hasOwn(mediaSignals, name);

const owning = {
  transport: (id: string) => (link: Link) => link.ownsTransport(id),
  producer: (id: string) => (link: Link) => link.ownsProducer(id),
  consumer: (id: string) => (link: Link) => link.ownsConsumer(id),
};

function withLink<Value>(
  media: Media,
  peer: Peer,
  isTheOne: (link: Link) => boolean,
  act: (link: Link) => Outcome<Value> | Promise<Outcome<Value>>,
): Outcome<Value> | Promise<Outcome<Value>> {
  const links = media.links(peer);
  if (links.length === 0) return refused('media-not-joined');
  const owner = links.find(({ link }) => isTheOne(link));
  return owner ? act(owner.link) : refused('media-unknown');
}
