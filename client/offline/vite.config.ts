import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { BUILD_TARGET } from '../browsers.ts';
import { layerOrder } from '../styles/layer-order.ts';
import { oneFile } from './one-file.ts';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The page that lies in every export: one file, opened from a disk. */
export default defineConfig({
  root: here('.'),
  plugins: [layerOrder(), oneFile(here('verify.html'), 'verify.html')],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { alias: { 'node:crypto': here('node-crypto.ts'), buffer: here('../../node_modules/buffer/index.js') } },
  build: {
    target: BUILD_TARGET,
    outDir: here('../dist/offline'),
    emptyOutDir: true,
    cssCodeSplit: false,
    reportCompressedSize: false,
    lib: { entry: here('main.tsx'), formats: ['iife'], name: 'TekenOffline', fileName: 'verify' },
  },
});
