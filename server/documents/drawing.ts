import { Worker } from 'node:worker_threads';
import type { AgreementFacts } from '#contract/agreement-facts';
import type { DrawingAnswer, DrawingAsk } from './drawing-talk.ts';
import { UnfitFactsError } from './form-fill.ts';
import { renderAgreement } from './render-agreement.ts';
import type { RenderedPdf } from './render-pages.ts';
import type { LoadedTemplate } from './template.ts';
import { UnprintableTextError } from './text.ts';

export type Draw = (
  facts: AgreementFacts,
  options: {
    readonly template: LoadedTemplate;
    readonly at: Date;
    readonly documentId: Uint8Array;
    readonly proof?: boolean;
  },
) => Promise<RenderedPdf>;

export type Drawing = {
  /** Gives what `renderAgreement` gives, and throws as it does. */
  readonly draw: Draw;
  /** Ends the threads; what they have not drawn yet is refused with an error. */
  close(): Promise<void>;
};

type Job = {
  readonly facts: AgreementFacts;
  readonly options: Parameters<Draw>[1];
  readonly resolve: (drawn: RenderedPdf) => void;
  readonly reject: (error: unknown) => void;
};

type Thread = {
  readonly worker: Worker;
  /** Hashes of the templates that it has. */
  readonly known: Set<string>;
  /** By number: what it draws, and what it goes on with. */
  readonly jobs: Map<number, Job>;
};

/** As it was thrown in the thread. */
const errorOf = ({ message, isUnfit, unprintable }: Extract<DrawingAnswer, { ok: false }>): Error => {
  if (unprintable !== null) return new UnprintableTextError(unprintable.text, unprintable.character);
  return isUnfit ? new UnfitFactsError(message) : new Error(message);
};

const THREAD = new URL('draw-thread.ts', import.meta.url);
/** So many drawings at once are worth one more thread, which takes as long to start as forty documents to draw. */
const A_WAVE = 12;
/** One that is drawn and one that lies ready: no thread waits until this one finds the time to give it the next. */
const AHEAD = 2;
/** A thread that has had nothing to do for so long gives its memory back. */
const IDLE_MS = 600_000;

/**
 * D90: draws documents in up to `threads` threads beside this one, so that nobody waits here while a page is set; with none,
 * on this one by `turn`. The same facts give the same bytes wherever they are drawn. A thread that dies loses nothing: what
 * it was drawing is drawn here.
 */
export const createDrawing = (house: {
  readonly threads: number;
  readonly turn: <Result>(work: () => Promise<Result>) => Promise<Result>;
}): Drawing => {
  const waiting: Job[] = [];
  /** What is drawn on this thread. */
  const here: Job[] = [];
  const threads = new Set<Thread>();
  let lastId = 0;
  let isDrawingHere = false;
  let isClosed = false;
  let idle: NodeJS.Timeout | undefined;

  const hand = (thread: Thread, job: Job): void => {
    const { template, at, documentId, proof } = job.options;
    const { name, sha256 } = template;
    const packed = thread.known.has(sha256) ? null : template.packed;
    thread.known.add(sha256);
    const id = (lastId += 1);
    thread.jobs.set(id, job);
    const ask: DrawingAsk = {
      id,
      template: { name, sha256, packed },
      facts: job.facts,
      at: at.getTime(),
      documentId,
      proof: proof ?? false,
    };
    thread.worker.ref();
    thread.worker.postMessage(ask, []);
  };

  const start = (): void => {
    const worker = new Worker(THREAD);
    const thread: Thread = { worker, known: new Set(), jobs: new Map() };
    worker.unref();
    worker.on('message', (answer: DrawingAnswer) => {
      const job = thread.jobs.get(answer.id);
      thread.jobs.delete(answer.id);
      if (thread.jobs.size === 0) worker.unref();
      if (answer.ok) job?.resolve(answer.drawn);
      else job?.reject(errorOf(answer));
      go();
    });
    // Told by `exit` as well, which follows.
    worker.on('error', () => threads.delete(thread));
    worker.on('exit', () => {
      threads.delete(thread);
      const left = [...thread.jobs.values()];
      thread.jobs.clear();
      if (!isClosed) here.push(...left);
      else for (const { reject } of left) reject(new Error('Drawing has ended.'));
      go();
    });
    threads.add(thread);
  };

  const drawHere = async (): Promise<void> => {
    const job = here.shift();
    if (job === undefined) return;
    isDrawingHere = true;
    try {
      job.resolve(await house.turn(() => renderAgreement(job.facts, job.options)));
    } catch (error) {
      job.reject(error);
    }
    isDrawingHere = false;
    go();
  };

  const rest = (): void => {
    for (const { worker, jobs } of threads) if (jobs.size === 0) void worker.terminate();
  };

  const go = (): void => {
    if (isClosed) return;
    const wanted = waiting.length === 0 ? 0 : waiting.length < A_WAVE ? 1 : 2;
    if (threads.size < Math.min(house.threads, wanted)) start();
    if (house.threads === 0) here.push(...waiting.splice(0));
    // Everybody has something to draw before anybody has something in store.
    for (let most = 1; most <= AHEAD; most += 1) {
      for (const thread of threads) {
        const job = thread.jobs.size < most ? waiting.shift() : undefined;
        if (job !== undefined) hand(thread, job);
      }
    }
    if (!isDrawingHere && here.length > 0) void drawHere();
    clearTimeout(idle);
    if (threads.size > 0) idle = setTimeout(rest, IDLE_MS).unref();
  };

  return {
    draw: (facts, options) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new Error('Drawing has ended.'));
        waiting.push({ facts, options, resolve, reject });
        return go();
      }),
    close: async () => {
      isClosed = true;
      clearTimeout(idle);
      for (const { reject } of [...waiting.splice(0), ...here.splice(0)]) reject(new Error('Drawing has ended.'));
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    },
  };
};
