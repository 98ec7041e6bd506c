import type { Plugin } from 'vite';

/**
 * Build step: leaves the base64 of binary packets out of the Socket.IO client. All that passes between client and server
 * is JSON text (contract/), and first loads are short.
 */
export const textOnly = (): Plugin => ({
  name: 'teken:text-only',
  load: {
    filter: { id: /engine\.io-parser[\\/]build[\\/]esm[\\/]contrib[\\/]base64-arraybuffer\.js$/ },
    handler: () => ({ code: 'export const decode = () => new ArrayBuffer(0);', map: null }),
  },
});
