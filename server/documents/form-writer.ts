import { deflateSync } from 'node:zlib';
import { type PDFContext, PDFDict, PDFObjectParser, PDFRawStream } from 'pdf-lib';
import type { PdfWriter } from './pdf-writer.ts';

export type FormWriter = Pick<PdfWriter, 'add' | 'stream'> & {
  /** PDF syntax as an object that stands in another one. */
  readonly parse: (body: string) => ReturnType<PDFObjectParser['parseObject']>;
};

/** Our own objects among those of a form that another program wrote. */
export function writerInto(context: PDFContext): FormWriter {
  const parse: FormWriter['parse'] = (body) =>
    PDFObjectParser.forBytes(Buffer.from(body, 'latin1'), context).parseObject();
  return {
    parse,
    add: (body) => context.register(parse(body)).objectNumber,
    stream: (entries, content, packing) => {
      const data = packing === 'deflate' ? deflateSync(content) : content;
      const filter = packing === 'plain' ? '' : '/Filter/FlateDecode';
      const dictionary = parse(`<<${entries}${filter}/Length ${data.length}>>`);
      if (!(dictionary instanceof PDFDict)) throw new TypeError('A stream has a dictionary.');
      return context.register(PDFRawStream.of(dictionary, data)).objectNumber;
    },
  };
}
