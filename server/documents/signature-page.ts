import type { AgreementFacts, Bilingual } from '#contract/agreement-facts';
import { drawPlaceholderAppearance } from './appearance.ts';
import { type Box, type Canvas, drawLine, HAIRLINE, QUIET, strokeBox } from './canvas.ts';
import { drawCheck } from './check-address.ts';
import { type Language, languagesOf } from './language.ts';
import type { Slab } from './paginate.ts';
import { PAPER, TEXT_WIDTH } from './paper.ts';
import type { LoadedTemplate } from './template.ts';
import type { Tag } from './tag.ts';
import { addTag, artifact, tagged } from './tags.ts';
import { fit } from './wrap.ts';

/** A signature field as it will stand in the PDF. `page` counts from 1; `box` in points. */
export type PlacedField = {
  readonly name: string;
  /** Who is to sign here, for those who cannot see the page. */
  readonly about?: string;
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
  seal: { id: 'Segel elektronik penyelenggara', en: 'Electronic seal of the organiser' },
  archive: { id: 'Penanda waktu arsip', en: 'Archive time stamp' },
  code: { id: 'Kode QR ke halaman pemeriksaan dokumen ini', en: 'QR code to the page that checks this document' },
  check: {
    id: 'Periksa keaslian dokumen ini; kode lengkap ada pada QR dan alamat ini',
    en: 'Check this document; QR and address carry the whole code',
  },
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
  tag: Tag,
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
    draw: (canvas, top) => {
      const { page } = canvas;
      const footTop = top - rows.length * rowHeight;
      const [check, certification, stamp] = columns(PER_ROW, footTop - FOOT, FOOT);
      if (check === undefined || certification === undefined || stamp === undefined) return;
      const placeField = (field: Omit<PlacedField, 'page'> & { readonly about: string }, owner: Tag): void => {
        place({ ...field, page });
        addTag(owner, 'Form', { alt: field.about }).kids.push({ field: field.name });
      };
      const certified = addTag(tag, 'Sect');
      // D1: the certification is the first signature, so its field is the first.
      placeField(
        {
          name: 'certification',
          about: say(WORDS.organiser),
          box: certification,
          placeholder: drawPlaceholderAppearance({
            ...certification,
            label: say(WORDS.organiser),
            name: facts.ceremony.organiser,
            details: [],
          }).content,
        },
        certified,
      );
      rows.forEach((row, index) => {
        const bottom = top - index * rowHeight - LABEL - BLOCK;
        columns(row.length, bottom, BLOCK).forEach((box, column) => {
          const signer = row[column];
          if (signer === undefined) return;
          const block = addTag(tag, 'Sect');
          tagged(canvas, addTag(block, 'P'), () => drawLabel(canvas, signer.label, { ...box, y: box.y + BLOCK + 4 }));
          const placeholder = drawPlaceholderAppearance({ ...box, ...signer, label: say(WORDS.place) }).content;
          const about = `${say(WORDS.place)}: ${signer.name}`;
          placeField({ name: signer.field, about, box, placeholder, locks: true }, block);
        });
      });
      const nowhere = { page, box: { x: 0, y: 0, width: 0, height: 0 }, placeholder: new Uint8Array() };
      // D31: the organiser's seal comes last and is not seen on the page; its field is there from the beginning.
      place({ ...nowhere, name: 'seal-1', about: say(WORDS.seal), locks: true });
      // D41: so does the document timestamp that keeps all of them provable.
      place({ ...nowhere, name: 'archive-1', about: say(WORDS.archive) });
      drawCheck(canvas, check, tag, { words: say(WORDS.check), alt: say(WORDS.code), url: facts.verifyUrl });
      // D51: a place with a name, for whoever stamps; Teken draws nothing in it.
      const stamped = addTag(tag, 'Sect');
      placeField({ name: 'e-meterai', about: say(WORDS.stamp), box: stamp, placeholder: new Uint8Array() }, stamped);
      artifact(canvas, () => strokeBox(canvas, stamp, HAIRLINE, 0.6));
      tagged(canvas, addTag(tag, 'P'), () =>
        drawLabel(canvas, say(WORDS.stamp), {
          ...stamp,
          x: stamp.x + 7,
          width: stamp.width - 14,
          y: stamp.y + FOOT - 13,
        }),
      );
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
