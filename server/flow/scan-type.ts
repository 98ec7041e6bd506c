/** What a scan is by its first bytes; null for anything but PDF and JPEG. */
export const scanType = (bytes: Uint8Array): 'application/pdf' | 'image/jpeg' | null => {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024));
  return start.includes('%PDF-') ? 'application/pdf' : null;
};
