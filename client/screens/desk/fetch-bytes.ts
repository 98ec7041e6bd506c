import { request, type Answer } from '../../connection/http.ts';
import type { Bytes } from './sign-agreement.ts';

const PATIENCE = 20;
const PAUSE_MS = 1_500;

/**
 * Bytes from our own server. While it cannot be reached, or is starting again, it is asked again for half a minute.
 * `isShared`: the device is many people's, and its cache keeps nothing.
 */
export const fetchBytes = async (path: string, isShared = false): Promise<Answer<Bytes>> => {
  const init: RequestInit = isShared ? { cache: 'no-store' } : {};
  for (let count = 0; ; count += 1) {
    const answer = await request(path, init, async (response) => new Uint8Array(await response.arrayBuffer()));
    if (answer.ok || count === PATIENCE) return answer;
    if (answer.problem !== null && answer.problem.code !== 'stopping') return answer;
    await new Promise((resolve) => {
      setTimeout(resolve, PAUSE_MS);
    });
  }
};
