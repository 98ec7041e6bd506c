import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { BUILD_TARGET } from './browsers.ts';
import { offeredTransports } from './connection/offered-transports.ts';
import { textOnly } from './connection/text-only.ts';
import { simplifiedMap } from './elements/map/simplified-map.ts';
import { layerOrder } from './styles/layer-order.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  root: here,
  plugins: [simplifiedMap(), layerOrder(), offeredTransports(), textOnly()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: BUILD_TARGET,
    outDir: fileURLToPath(new URL('dist', import.meta.url)),
    emptyOutDir: true,
    // The page's Content-Security-Policy allows no data: fonts and no inline script.
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // The shell is here before anything asks for more: naming it again beside every chunk costs bytes of the first load.
      resolveDependencies: (_file, dependencies) =>
        dependencies.filter((path) => !/\/(shell|rolldown-runtime)-/.test(path)),
    },
    reportCompressedSize: false,
    // pdf.js is that large; it comes only when a document is opened.
    chunkSizeWarningLimit: 1_500,
    rolldownOptions: {
      output: {
        // Names of all chunks are in the first load; 36 bits tell versions of one apart.
        entryFileNames: 'assets/[name]-[hash:6].js',
        chunkFileNames: 'assets/[name]-[hash:6].js',
        assetFileNames: 'assets/[name]-[hash:6][extname]',
        codeSplitting: {
          groups: [
            {
              name: 'video',
              test: /node_modules[\\/](mediasoup-client|h264-profile-level-id|awaitqueue|ua-parser-js|sdp-transform|fake-mediastreamtrack)[\\/]/,
            },
            {
              name: 'shell',
              test: /client[\\/](app|routes|screens[\\/]ceremony|connection|state|styles|router|elements[\\/](?!dialog|map[\\/]outline)|i18n[\\/](problems\.ts|(id[\\/])?(common|stage|formats|language|words)))|node_modules[\\/](preact|@preact|socket\.io|engine\.io|@socket\.io)/,
            },
            {
              name: 'stage-screen',
              test: /client[\\/]screens[\\/]stage[\\/](?!figures-sheet|programme|rundown-list|delegation-acts|device-trouble|scene-layer)/,
            },
            // One chunk for the shared tablet: each further name is in everybody's first load.
            {
              name: 'table-screen',
              test: /client[\\/](screens[\\/]table|i18n[\\/]((id|en)[\\/])?table\.ts)/,
            },
            { name: 'pdf', test: /node_modules[\\/]pdfjs-dist[\\/]/ },
            { name: 'map', test: /node_modules[\\/]@svg-maps[\\/]/ },
          ],
        },
      },
    },
  },
});
