import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Build step: script and style go into the page itself, which then needs nothing beside it, and may load nothing. */
export const oneFile = (template: string, name: string): Plugin => ({
  name: 'teken:one-file',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      let script = '';
      let style = '';
      for (const [path, file] of Object.entries(bundle)) {
        if (file.type === 'chunk') script += file.code;
        else if (path.endsWith('.css'))
          style += typeof file.source === 'string' ? file.source : new TextDecoder().decode(file.source);
        delete bundle[path];
      }
      const source = readFileSync(template, 'utf8')
        .replace('<!--style-->', () => `<style>${style}</style>`)
        // What the script says in its texts must not end it.
        .replace('<!--script-->', () => `<script>${script.replaceAll('</script', String.raw`<\/script`)}</script>`);
      this.emitFile({ type: 'asset', fileName: name, source });
    },
  },
});
