/**
 * Decompresses (zlib) up to `most` bytes with what server and browser both have; null for what is broken or holds more. What
 * comes out is counted while it comes: a bomb costs no more than `most` (S66).
 */
export async function inflate(packed: Uint8Array, most: number): Promise<Buffer | null> {
  const stream = new DecompressionStream('deflate');
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  const written = writer.write(Uint8Array.from(packed)).then(() => writer.close());
  written.catch(() => undefined);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > most) {
        await reader.cancel();
        return null;
      }
      parts.push(value);
    }
    await written;
    return Buffer.concat(parts);
  } catch {
    return null;
  }
}
