import type { AgreementFacts, Bilingual } from '#contract/agreement-facts';
import { drawPlaceholderAppearance } from './appearance.ts';
import { type Box, type Canvas, drawLine, HAIRLINE, QUIET, strokeBox } from './canvas.ts';
import { type Language, languagesOf } from './language.ts';
import type { Slab } from './paginate.ts';
import { PAPER, TEXT_WIDTH } from './paper.ts';
import { drawQr } from './qr.ts';
import type { LoadedTemplate } from './template.ts';
import { fit } from './wrap.ts';

/** A signature field as it will stand in the PDF. `page` counts from 1; `box` in points. */
export type PlacedField = {
  readonly name: string;
  readonly page: number;
  readonly box: Box;
  readonly placeholder: Uint8Array;
  /** D40: signing it locks it, by a FieldMDP of its own. */
  readonly locks?: true;
};

const GAP = 12;
const LABEL = 13;
const BLOCK = 120;
const FOOT = 64;
const PER_ROW = 3;

const WORDS = {
  place: { id: 'Tempat tanda tangan', en: 'Place of signature' },
  organiser: { id: 'Tempat pengesahan penyelenggara', en: 'Place of the organiser’s certification' },
  check: { id: 'Periksa keaslian dokumen ini', en: 'Check this document' },
  // D12: the stamp itself is issued by Peruri alone; this is an empty place for it.
  stamp: { id: 'Tempat e-Meterai', en: 'Place for e-Meterai' },
} as const satisfies Record<string, Bilingual>;

// The no-break space keeps the stroke from starting a line.
const inLanguages = (text: Bilingual, languages: readonly Language[]): string =>
  [...new Set(languages.map((language) => text[language]))].join('\u00a0/ ');

type Signer = {
  readonly field: string;
  readonly label: string;
  readonly name: string;
  readonly details: readonly string[];
};

/**
 * D1, D12: the signature blocks side by side, under them the verification address, the organiser's certification and the place of
 * the e-Meterai, as one slab that is never split. Drawing it reports each field to `place`.
 */
export function signatureSlab(
  facts: AgreementFacts,
  template: LoadedTemplate,
  place: (field: PlacedField) => void,
): Slab {
  const languages = languagesOf(facts.language);
  const say = (text: Bilingual): string => inLanguages(text, languages);
  const signers = signersOf(facts, template, say);
  const rows = Array.from({ length: Math.ceil(signers.length / PER_ROW) }, (_, row) =>
    signers.slice(row * PER_ROW, (row + 1) * PER_ROW),
  );
  const rowHeight = LABEL + BLOCK + GAP;
  return {
    height: rows.length * rowHeight + FOOT,
    before: 20,
    keep: false,
    draw: ({ canvas, page }, top) => {
      const footTop = top - rows.length * rowHeight;
      const [check, certification, stamp] = columns(PER_ROW, footTop - FOOT, FOOT);
      if (check === undefined || certification === undefined || stamp === undefined) return;
      // D1: the certification is the first signature, so its field is the first.
      place({
        name: 'certification',
        page,
        box: certification,
        placeholder: drawPlaceholderAppearance({
          ...certification,
          label: say(WORDS.organiser),
          name: facts.ceremony.organiser,
          details: [],
        }).content,
      });
      rows.forEach((row, index) => {
        const bottom = top - index * rowHeight - LABEL - BLOCK;
        columns(row.length, bottom, BLOCK).forEach((box, column) => {
          const signer = row[column];
          if (signer === undefined) return;
          drawLabel(canvas, signer.label, { ...box, y: box.y + BLOCK + 4 });
          const placeholder = drawPlaceholderAppearance({ ...box, ...signer, label: say(WORDS.place) }).content;
          place({ name: signer.field, page, box, placeholder, locks: true });
        });
      });
      // D31: the organiser's seal comes last and is not seen on the page; its field is there from the beginning.
      const nowhere = { x: 0, y: 0, width: 0, height: 0 };
      place({ name: 'seal-1', page, box: nowhere, placeholder: new Uint8Array(), locks: true });
      // D41: so does the document timestamp that keeps all of them provable.
      place({ name: 'archive-1', page, box: nowhere, placeholder: new Uint8Array() });
      drawCheck(canvas, check, say(WORDS.check), facts.verifyUrl);
      strokeBox(canvas, stamp, HAIRLINE, 0.6);
      drawLabel(canvas, say(WORDS.stamp), {
        ...stamp,
        x: stamp.x + 7,
        width: stamp.width - 14,
        y: stamp.y + FOOT - 13,
      });
    },
  };
}

function signersOf(
  facts: AgreementFacts,
  template: LoadedTemplate,
  say: (text: Bilingual) => string,
): readonly Signer[] {
  return template.signatures.flatMap(({ field, label }): Signer[] => {
    const party = facts.parties.find((candidate) => candidate.field === field);
    if (party !== undefined) {
      const details = [say(party.signatory.position), party.name];
      return [{ field, label: say(label), name: party.signatory.name, details }];
    }
    const { witness } = facts;
    if (witness?.field !== field) return [];
    return [{ field, label: say(label), name: witness.name, details: [say(witness.position), witness.organisation] }];
  });
}

const round = (points: number): number => Math.round(points * 100) / 100;

const columns = (count: number, y: number, height: number): readonly Box[] => {
  const width = (TEXT_WIDTH - GAP * (count - 1)) / count;
  return Array.from({ length: count }, (_, column) => ({
    x: round(PAPER.left + column * (width + GAP)),
    y,
    width,
    height,
  }));
};

function drawLabel(canvas: Canvas, text: string, box: Box): void {
  const { lines, size } = fit(text, 'sans', { width: box.width, sizes: [7.6, 5.6], maxLines: () => 1 });
  for (const line of lines) drawLine(canvas, line, { x: box.x, y: box.y, size, colour: QUIET });
}

function drawCheck(canvas: Canvas, box: Box, text: string, url: string): void {
  const size = 46;
  const y = box.y + (box.height - size) / 2;
  drawQr(canvas, url, box.x + 2, y, size);
  const x = box.x + size + 11;
  const width = box.x + box.width - x;
  const words = fit(text, 'sans', { width, sizes: [7, 5.6], maxLines: () => 3 });
  const address = fit(url, 'sans', { width, sizes: [5.8, 4.8], maxLines: () => 4 });
  let baseline = y + size;
  for (const { lines, size: type } of [words, address]) {
    for (const line of lines) {
      baseline -= type * 1.26;
      drawLine(canvas, line, { x, y: baseline + type * 0.3, size: type, colour: QUIET });
    }
    baseline -= 2.5;
  }
}
