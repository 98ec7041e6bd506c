import { expect, test } from 'vitest';
import { createProgress, inWords } from '../../server/setup/progress.mjs';

const listen = (isTTY: boolean): { output: { write: (text: string) => void; isTTY: boolean }; text: () => string } => {
  let written = '';
  return { output: { write: (text) => void (written += text), isTTY }, text: () => written };
};

test('[B11] a log gets a line at the beginning, for each tenth of the way and at the end, and no escape codes', async () => {
  const { output, text } = listen(false);
  let milliseconds = 0;
  const progress = createProgress(output, () => milliseconds);
  await progress.step('Build', async (report) => {
    for (let done = 1; done <= 100; done++) {
      milliseconds = done * 1000;
      report({ done, of: 100 });
    }
    return undefined;
  });
  const lines = text().trimEnd().split('\n');
  expect(lines).toHaveLength(13);
  expect(lines[0]).toBe('Build …');
  expect(lines[2]).toBe('Build: 10 of 100 (10 s)');
  expect(lines.at(-1)).toBe('Build: done in 1 min 40 s');
  expect(text()).not.toContain('\u001B');
});

test('[B11] a terminal has one line rewritten', async () => {
  const { output, text } = listen(true);
  await createProgress(output, () => 0).step('Build', async (report) => report({ done: 1, of: 2 }));
  expect(text().split('\n')).toHaveLength(2);
  expect(text()).toContain('\r\u001B[2KBuild … 1 of 2, 0.0 s');
});

test('[B11] a step that fails says so and passes the fault on', async () => {
  const { output, text } = listen(false);
  const failing = createProgress(output, () => 0).step('Build', () => Promise.reject(new Error('no disk')));
  await expect(failing).rejects.toThrow('no disk');
  expect(text()).toContain('Build: failed after 0.0 s');
});

test('[B11] times are in words', () => {
  expect([400, 12_400, 185_000].map(inWords)).toEqual(['0.4 s', '12 s', '3 min 5 s']);
});
