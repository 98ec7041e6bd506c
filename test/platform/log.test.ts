import { describe, expect, test } from 'vitest';
import { openLog } from '#platform/log';

const written = (level: 'info' | 'warn', write: (log: ReturnType<typeof openLog>) => void) => {
  const lines: string[] = [];
  write(openLog(level, { write: (line) => lines.push(line) }));
  return lines.map((line): unknown => JSON.parse(line));
};

describe('log', () => {
  test('a line is one JSON object with level, time and message; levels below are silent', () => {
    const lines = written('info', (log) => {
      log.debug({}, 'unseen');
      log.info({ position: 7 }, 'appended');
    });
    expect(lines).toEqual([{ level: 'info', at: expect.stringMatching(/Z$/), position: 7, msg: 'appended' }]);
  });

  test('secrets are removed even when a caller forgets', () => {
    const lines = written('info', (log) => log.info({ token: 'abc', request: { cookie: 'abc', path: '/' } }, 'asked'));
    expect(JSON.stringify(lines)).not.toContain('abc');
    expect(lines).toMatchObject([{ token: '[removed]', request: { cookie: '[removed]', path: '/' } }]);
  });

  test('a fault is written with its cause', () => {
    const lines = written('warn', (log) =>
      log.error({ error: new Error('outer', { cause: new Error('inner') }) }, 'x'),
    );
    expect(JSON.stringify(lines)).toContain('outer: inner');
  });
});
