const hex = (number: number): string => number.toString(16).padStart(4, '0');

/** D8: the CMap that tells a reader which character a glyph stands for (ISO 32000-2, 9.10.3); text can be copied and searched. */
export function toUnicodeMap(glyphs: ReadonlyMap<number, number>): string {
  // Where two characters share a glyph (space and no-break space) the lower one is meant.
  const characters = new Map([...glyphs].toReversed().map(([character, glyph]) => [glyph, character]));
  const rows = [...characters]
    .sort(([a], [b]) => a - b)
    .map(([glyph, character]) => `<${hex(glyph)}> <${hex(character)}>`);
  const blocks: string[] = [];
  for (let at = 0; at < rows.length; at += 100) {
    const block = rows.slice(at, at + 100);
    blocks.push(`${block.length} beginbfchar`, ...block, 'endbfchar');
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange',
    '<0000> <ffff>',
    'endcodespacerange',
    ...blocks,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
  ].join('\n');
}
