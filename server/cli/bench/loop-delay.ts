const EVERY = 5;

/**
 * How late the event loop is, in milliseconds, every 5 ms until `stop`. One turn of 50 ms made everyone wait who came
 * during it: it counts as ten delays, of 50 ms, 45 ms and so on.
 */
export const watchLoop = (): { stop(): readonly number[] } => {
  const delays: number[] = [];
  let due = performance.now() + EVERY;
  const look = (): void => {
    const late = Math.max(0, performance.now() - due);
    for (let delay = late; delay >= 0; delay -= EVERY) delays.push(delay);
    due = performance.now() + EVERY;
    timer = setTimeout(look, EVERY);
  };
  let timer = setTimeout(look, EVERY);
  return {
    stop: () => {
      clearTimeout(timer);
      return delays;
    },
  };
};
