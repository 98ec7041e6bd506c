import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

export type PlainFile =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** `cause`: of `unreadable`. */
  | {
      readonly ok: false;
      readonly why: 'missing' | 'link' | 'no-file' | 'too-large' | 'unreadable';
      readonly size: number;
      readonly cause?: unknown;
    };

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null);

const none = (why: 'missing' | 'link' | 'no-file' | 'too-large', size = 0): PlainFile => ({ ok: false, why, size });

/**
 * What a folder from somebody else holds: a file of its own, no link to another place of this machine, no pipe that would
 * never end, and nothing of it read before its size is known. `maxBytes` is what may be read.
 */
export const readPlainFile = async (path: string, maxBytes: number): Promise<PlainFile> => {
  let file: FileHandle | undefined;
  try {
    // Looked at and read through one handle: nothing can be put in its place in between.
    file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const facts = await file.stat();
    if (!facts.isFile()) return none('no-file');
    if (facts.size > maxBytes) return none('too-large', facts.size);
    const bytes = await file.readFile();
    return bytes.length > maxBytes ? none('too-large', bytes.length) : { ok: true, bytes };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return none('missing');
    if (code === 'ELOOP') return none('link');
    return { ok: false, why: 'unreadable', size: 0, cause: error };
  } finally {
    await file?.close();
  }
};
