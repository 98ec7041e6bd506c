import type { Plugin } from 'vite';

const OFFERED = `
import { XHR } from './polling-xhr.js';
import { WS } from './websocket.js';
export const transports = { websocket: WS, polling: XHR };
`;

/** Build step: leaves WebTransport out of the Socket.IO client. Our server does not offer it, and first loads are short. */
export const offeredTransports = (): Plugin => ({
  name: 'teken:offered-transports',
  load: {
    filter: { id: /engine\.io-client[\\/]build[\\/]esm[\\/]transports[\\/]index\.js$/ },
    handler: () => ({ code: OFFERED, map: null }),
  },
});
