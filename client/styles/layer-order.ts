import type { Plugin } from 'vite';

const ORDER = '@layer tokens,base,elements,screens;';

/**
 * Build step: each sheet begins with the order of the layers. Layers are ordered as they are first met, and which of
 * the split sheets arrives first is nobody's to say.
 */
export const layerOrder = (): Plugin => ({
  name: 'teken:layer-order',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue;
        const sheet = typeof file.source === 'string' ? file.source : new TextDecoder().decode(file.source);
        file.source = ORDER + sheet;
      }
    },
  },
});
