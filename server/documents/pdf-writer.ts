import { deflateSync } from 'node:zlib';

/** The number of an object of the file being written. */
export type ObjectNumber = number;

/**
 * The objects of a first revision, written as they stand and with a classic cross-reference table (D1). Bodies are PDF
 * syntax in Latin-1; streams are deflated here, or given as they shall stand. A whole library for this costs more than
 * drawing does, for it keeps a model of every object.
 */
export type PdfWriter = {
  /** A number for an object that others name before it is there. */
  reserve(): ObjectNumber;
  set(number: ObjectNumber, body: string): void;
  add(body: string): ObjectNumber;
  stream(entries: string, content: Uint8Array, packing: 'deflate' | 'deflated' | 'plain'): ObjectNumber;
  /** The file. Throws RangeError when a reserved object was never set. */
  finish(root: ObjectNumber, info: ObjectNumber, id: Uint8Array): Uint8Array;
};

// The comment of high bytes tells those who transfer the file that it is binary (ISO 32000-2, 7.5.2).
const HEADER = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1');

/** Half the time of the usual level, for a hundredth more of a document. */
const QUICK = { level: 4 } as const;

export function createPdfWriter(): PdfWriter {
  const objects: (Buffer | null)[] = [];
  const reserve = (): ObjectNumber => objects.push(null);
  const set = (number: ObjectNumber, body: string): void => {
    objects[number - 1] = Buffer.from(`${number} 0 obj\n${body}\nendobj\n`, 'latin1');
  };
  return {
    reserve,
    set,
    add(body) {
      const number = reserve();
      set(number, body);
      return number;
    },
    stream(entries, content, packing) {
      const number = reserve();
      const data = packing === 'deflate' ? deflateSync(content, QUICK) : content;
      const filter = packing === 'plain' ? '' : '/Filter/FlateDecode';
      const head = `${number} 0 obj\n<<${entries}${filter}/Length ${data.length}>>\nstream\n`;
      objects[number - 1] = Buffer.concat([Buffer.from(head, 'latin1'), data, Buffer.from('\nendstream\nendobj\n')]);
      return number;
    },
    finish(root, info, id) {
      let at = HEADER.length;
      const entries = objects.map((object, index) => {
        if (object === null) throw new RangeError(`Object ${index + 1} was never written`);
        const entry = `${String(at).padStart(10, '0')} 00000 n \n`;
        at += object.length;
        return entry;
      });
      const own = `<${Buffer.from(id).toString('hex')}>`;
      const size = objects.length + 1;
      const tail = [
        `xref\n0 ${size}\n0000000000 65535 f \n${entries.join('')}`,
        `trailer\n<< /Size ${size} /Root ${root} 0 R /Info ${info} 0 R /ID [ ${own} ${own} ] >>\n`,
        `startxref\n${at}\n%%EOF`,
      ];
      const written = objects.filter((object) => object !== null);
      return Buffer.concat([HEADER, ...written, Buffer.from(tail.join(''), 'latin1')]);
    },
  };
}

/** A text string: as it is where that is safe, else in UTF-16. */
export const textString = (text: string): string =>
  /^[A-Za-z0-9 ,.:+\-/_]*$/.test(text) ? `(${text})` : `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;

/** A time as PDF writes it (7.9.4), in UTC and whole seconds. */
export const dateString = (at: Date): string => `(D:${at.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z)`;
