// What every store must do, whatever it stands on.
import { describe } from 'vitest';

import type { StorePlace } from './store-requests.ts';
import { describeAppends } from './store-rules/appends.ts';
import { describeBeside } from './store-rules/beside.ts';
import { describeChain } from './store-rules/chain.ts';
import { describeLines } from './store-rules/lines.ts';
import { describeReading } from './store-rules/reading.ts';

export const describeStore = (title: string, makePlace: () => Promise<StorePlace>): void => {
  describe(title, () => {
    describeAppends(makePlace);
    describeLines(makePlace);
    describeChain(makePlace);
    describeBeside(makePlace);
    describeReading(makePlace);
  });
};
