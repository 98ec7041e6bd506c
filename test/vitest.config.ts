import { defineConfig } from 'vitest/config';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

if (Number(process.versions.node.split('.')[0]) < 24) {
  throw new Error('Teken needs Node 24 or later. Run "npm test", which brings its own.');
}

const shared = { pool: 'forks' as const, environment: 'node' };

export default defineConfig({
  root,
  test: {
    projects: [
      { test: { ...shared, name: 'architecture', include: ['test/architecture.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/architecture.test.ts', 'test/**/*.integration.test.ts', 'test/**/*.e2e.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'integration',
          include: ['test/**/*.integration.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'e2e',
          include: ['test/**/*.e2e.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
