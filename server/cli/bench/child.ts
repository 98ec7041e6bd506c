import { fork } from 'node:child_process';
import { once } from 'node:events';

/** A process of its own that does what it is asked, one thing after another. */
export type Child<Ask, Answer> = AsyncDisposable & { ask(ask: Ask): Promise<Answer> };

/** Starts `program`; it ends with the scope. What it answers is what its own `answerParent` gives. */
export const openChild = <Ask extends object, Answer>(program: string): Child<Ask, Answer> => {
  const child = fork(program, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  return {
    ask: async (ask) => {
      const answered = once(child, 'message');
      child.send(ask);
      const told = await Promise.race([answered, ended.then(() => null)]);
      if (told === null) throw new Error('The other process is gone.');
      const [answer] = told as [Answer];
      return answer;
    },
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await ended;
    },
  };
};

/** In that process: answers what the parent asks; ends with a fault. */
export const answerParent = (answer: (ask: never) => Promise<object>): void => {
  process.on('message', (ask: unknown) => {
    // The parent's own `Child<Ask, …>` says what it is.
    answer(ask as never).then(
      (told) => process.send?.(told),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
};
