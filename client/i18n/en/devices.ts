import type { devicesId } from '../id/devices.ts';
import type { WordsOf } from '../words.ts';

export const devicesEn: WordsOf<typeof devicesId> = {
  outcomes: {
    off: 'Not tried yet',
    opening: 'Waiting for your permission in the browser',
    granted: 'Ready',
    denied: 'Permission refused. Click the lock beside the address, allow it, then try again.',
    missing: 'Not found. Plug one in; we try it by ourselves.',
    taken: 'In use by another program. Close that program, then try again.',
    insecure:
      'This page was not opened over HTTPS, so the browser forbids it. Open the address that begins with https.',
    unsupported: 'This browser has none. Use a recent Chrome, Edge, Firefox or Safari.',
    ended: 'Unplugged. Plug it in again; we try it by ourselves.',
    released: 'Not tried yet',
  },
};
