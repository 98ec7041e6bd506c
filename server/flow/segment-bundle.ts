// Several prepared revisions as one run of bytes: a length of four bytes, a table as JSON, then the revisions.

export type Revision = { readonly agreementId: string; readonly segment: Uint8Array };

export const bundle = (revisions: readonly Revision[]): Uint8Array => {
  const table = Buffer.from(
    JSON.stringify(revisions.map(({ agreementId, segment }) => ({ agreementId, bytes: segment.length }))),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32BE(table.length);
  return Buffer.concat([length, table, ...revisions.map(({ segment }) => segment)]);
};

/** Of what `bundle` made; throws for anything else. */
export const unbundle = (bytes: Uint8Array): readonly Revision[] => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = 4 + buffer.readUInt32BE(0);
  const table = JSON.parse(buffer.toString('utf8', 4, end)) as readonly { agreementId: string; bytes: number }[];
  let at = end;
  return table.map(({ agreementId, bytes: length }) => {
    const segment = buffer.subarray(at, at + length);
    at += length;
    return { agreementId, segment };
  });
};
