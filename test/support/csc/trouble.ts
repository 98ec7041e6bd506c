import type { IncomingMessage, ServerResponse } from 'node:http';

export type Trouble = {
  readonly path: string;
  readonly with: 'silence' | 'hang-up' | 'busy' | 'nonsense' | 'flood';
  times?: number;
};

/** Does instead of an answer what this trouble is, where it holds for `path`; tells whether it did. */
export const isTroubled = (
  trouble: Trouble | null,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): boolean => {
  if (trouble === null || !path.includes(trouble.path) || (trouble.times ?? 1) <= 0) return false;
  if (trouble.times !== undefined) trouble.times -= 1;
  if (trouble.with === 'silence') return true;
  if (trouble.with === 'hang-up') request.socket.destroy();
  else if (trouble.with === 'busy') response.writeHead(503).end('<html>busy</html>');
  else if (trouble.with === 'nonsense') response.writeHead(200).end('{"SAD": 7, "surprise": true}');
  else response.writeHead(200).end('x'.repeat(1_000_000));
  return true;
};
