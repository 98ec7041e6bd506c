import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('[S60] nothing that the verifier loads needs Node', () => {
  const seen = new Set<string>();
  const needs: string[] = [];
  const follow = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const [, what] of readFileSync(path, 'utf8').matchAll(/^import (?!type )[^;]*? from '([^']+)';$/gm)) {
      if (what!.startsWith('.')) follow(new URL(what!, `file://${path}`).pathname);
      else if (what!.startsWith('#')) follow(`${process.cwd()}/server/${what!.slice(1)}.ts`);
      // Plain arithmetic, which runs anywhere.
      else if (what !== '@noble/hashes/sha2.js') needs.push(`${path}: ${what}`);
    }
  };
  follow(`${process.cwd()}/server/signing/verify.ts`);
  expect(needs).toEqual([]);
  expect(seen.size).toBeGreaterThan(15);
});
