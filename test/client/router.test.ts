import { expect, test } from 'vitest';
import { readAddress } from '#client/router.ts';

test.for([
  ['/', { at: 'welcome' }],
  ['/j/abc', { at: 'link', token: 'abc' }],
  ['/c/sample-2021/d-62', { at: 'ceremony', ceremonyId: 'sample-2021', personId: 'd-62' }],
  ['/verify', { at: 'verify', code: null }],
  ['/verify/x1/', { at: 'verify', code: 'x1' }],
  ['/j', { at: 'nowhere' }],
  ['/c/only-one', { at: 'nowhere' }],
  ['/c/a/b/c', { at: 'nowhere' }],
  ['/elsewhere', { at: 'nowhere' }],
] as const)('%s', ([pathname, address]) => expect(readAddress(pathname)).toEqual(address));
