/** What the file says of itself, in its Info dictionary and in XMP alike (D42). Languages are RFC 3066 tags. */
export type FileFacts = {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly languages: readonly [string, ...string[]];
  readonly at: Date;
};

export const TOOL = 'Teken';

const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0) ?? 0};`);

const alternative = (name: string, text: string): string =>
  `<dc:${name}><rdf:Alt><rdf:li xml:lang="x-default">${escape(text)}</rdf:li></rdf:Alt></dc:${name}>`;

/**
 * D42: the XMP packet: the same title, author, subject, tool and times as Info has, and the conformance of a PDF/A-3b file
 * unless the file is none.
 */
export function xmpPacket(
  { title, author, subject, languages, at }: FileFacts,
  conformance: 'PDF/A-3b' | 'none' = 'PDF/A-3b',
): Uint8Array {
  const time = `${at.toISOString().slice(0, 19)}Z`;
  const bag = languages.map((language) => `<rdf:li>${escape(language)}</rdf:li>`).join('');
  const packet = [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">',
    conformance === 'none' ? '' : '<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>',
    '<dc:format>application/pdf</dc:format>',
    alternative('title', title),
    `<dc:creator><rdf:Seq><rdf:li>${escape(author)}</rdf:li></rdf:Seq></dc:creator>`,
    alternative('description', subject),
    `<dc:language><rdf:Bag>${bag}</rdf:Bag></dc:language>`,
    `<xmp:CreatorTool>${TOOL}</xmp:CreatorTool><pdf:Producer>${TOOL}</pdf:Producer>`,
    `<xmp:CreateDate>${time}</xmp:CreateDate><xmp:ModifyDate>${time}</xmp:ModifyDate>`,
    '</rdf:Description></rdf:RDF></x:xmpmeta>',
    '<?xpacket end="r"?>',
  ];
  return Buffer.from(packet.join('\n'), 'utf8');
}
