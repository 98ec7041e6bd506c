// A thread that draws documents, one after another, so that the house goes on meanwhile.
import { parentPort } from 'node:worker_threads';
import type { DrawingAsk, DrawingAnswer } from './drawing-talk.ts';
import { UnfitFactsError } from './form-fill.ts';
import { renderAgreement } from './render-agreement.ts';
import { parseTemplate, type LoadedTemplate } from './template.ts';
import { unpackTemplate } from './template-files.ts';
import { UnprintableTextError } from './text.ts';

/** Read once in each thread, as its fonts are. */
const templates = new Map<string, LoadedTemplate>();

const templateOf = async ({ name, sha256, packed }: DrawingAsk['template']): Promise<LoadedTemplate> => {
  const known = templates.get(sha256);
  if (known !== undefined) return known;
  if (packed === null) throw new Error(`The template ${name} was not sent.`);
  const template = await parseTemplate(name, unpackTemplate(packed), 'kept');
  templates.set(sha256, template);
  return template;
};

const answer = async ({ id, template, facts, at, documentId, proof }: DrawingAsk): Promise<DrawingAnswer> => {
  try {
    const drawn = await renderAgreement(facts, {
      template: await templateOf(template),
      at: new Date(at),
      documentId,
      proof,
    });
    // A buffer of its own can be handed over without a copy.
    return { id, ok: true, drawn: { ...drawn, bytes: Uint8Array.from(drawn.bytes) } };
  } catch (error) {
    const unprintable = error instanceof UnprintableTextError ? { text: error.text, character: error.character } : null;
    const { message } = error instanceof Error ? error : { message: String(error) };
    return { id, ok: false, message, isUnfit: error instanceof UnfitFactsError, unprintable };
  }
};

/**
 * D96: what a thread draws first takes five times as long as what it draws when it has been at it for a while, and a whole wave
 * is asked for at once. So it goes on by itself while nobody asks, with the sample that its template brings.
 */
const PRACTICE = 80;
/** Milliseconds in which nobody asked. */
const QUIET = 100;
let drawn = 0;
let pause: NodeJS.Timeout | undefined;

const practise = async (): Promise<void> => {
  const template = templates.values().next().value;
  if (template === undefined || drawn >= PRACTICE) return;
  drawn += 1;
  await renderAgreement(template.sample, { template, at: new Date(0), documentId: new Uint8Array(16) });
  // Whoever asks meanwhile comes first.
  pause = setTimeout(goOn, 0).unref();
};
const goOn = (): void =>
  void practise().catch(() => {
    // Whoever asks for a document of this template is told.
    drawn = PRACTICE;
  });

const tell = async (ask: DrawingAsk): Promise<void> => {
  clearTimeout(pause);
  drawn += 1;
  const told = await answer(ask);
  parentPort?.postMessage(told, told.ok ? [told.drawn.bytes.buffer as ArrayBuffer] : []);
  clearTimeout(pause);
  pause = setTimeout(goOn, QUIET).unref();
};

/** In the order in which they were asked for: the first one brings the template that the next one needs. */
let before: Promise<void> = Promise.resolve();
parentPort?.on('message', (ask: DrawingAsk) => {
  before = before.then(() => tell(ask));
});
