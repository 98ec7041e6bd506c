import type { types } from 'mediasoup-client';

import type { MediaWire } from './wire.ts';

/** Milliseconds: a short gap mends itself; after a longer one new paths are tried; then the room is joined anew. */
const GAP = 1_000;
const PATIENCE = 8_000;

/**
 * Resolves when media can flow, or never will. A key frame that arrives before the handshake is done is lost, and the
 * next one may be a second away: so nothing is resumed earlier.
 */
export const whenConnected = (transport: types.Transport): Promise<void> =>
  new Promise((resolve) => {
    const settle = (state: types.ConnectionState): void => {
      if (state !== 'connected' && state !== 'failed' && state !== 'closed') return;
      transport.off('connectionstatechange', settle);
      resolve();
    };
    transport.on('connectionstatechange', settle);
    settle(transport.connectionState);
  });

/** Keeps a transport connected across changes of network. Returns how to stop. */
export function keepConnected(transport: types.Transport, wire: MediaWire, onBroken: () => void): () => void {
  let gap: ReturnType<typeof setTimeout> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;

  async function restart(): Promise<void> {
    if (transport.closed || transport.connectionState === 'new') return;
    patience ??= setTimeout(onBroken, PATIENCE);
    try {
      const { iceParameters } = await wire.ask('media:restart-ice', { transportId: transport.id });
      if (!transport.closed) await transport.restartIce({ iceParameters });
    } catch {
      if (!transport.closed) onBroken();
      return;
    }
    if (transport.connectionState === 'connected') settle();
  }

  function settle(): void {
    clearTimeout(gap);
    clearTimeout(patience);
    gap = patience = undefined;
  }

  const onState = (state: types.ConnectionState): void => {
    if (state === 'connected') settle();
    else if (state === 'failed') void restart();
    else if (state === 'disconnected') gap ??= setTimeout(() => void restart(), GAP);
  };
  const onNetwork = (): void => void restart();

  transport.on('connectionstatechange', onState);
  window.addEventListener('online', onNetwork);
  return () => {
    transport.off('connectionstatechange', onState);
    window.removeEventListener('online', onNetwork);
    settle();
  };
}
