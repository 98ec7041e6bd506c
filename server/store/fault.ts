// A fault is what the caller cannot decide about: its message is a sentence for whoever runs the machine.

export type StoreFaultCode =
  /** Another process holds the data folder. */
  | 'locked'
  /** The folder or a file in it cannot be created or written. */
  | 'unwritable'
  /** The file is no Teken database, or its pages or hashes do not hold. */
  | 'damaged'
  /** Written by a newer Teken than this one. */
  | 'newer'
  /** No room for this write; others may still succeed, and this one may later. */
  | 'disk-full'
  /** The request itself cannot be stored (no JSON, an empty name). */
  | 'invalid'
  /** A file that was to be written exists, or a folder that was to be empty is not. */
  | 'occupied'
  /** A file or folder that was to be read does not exist. */
  | 'missing'
  /** The store was closed, or its thread stopped. */
  | 'closed'
  /** Anything else the database reported. */
  | 'failed';

export class StoreFault extends Error {
  override readonly name = 'StoreFault';
  readonly code: StoreFaultCode;

  constructor(code: StoreFaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const SQLITE = { readOnly: 8, ioError: 10, corrupt: 11, full: 13, cannotOpen: 14, constraint: 19, notADatabase: 26 };
/** The shared-memory index could not grow: on a full disk this comes before SQLITE_FULL. */
const SQLITE_IOERR_SHMSIZE = 4874;
const FILE_SYSTEM_REFUSALS = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'EISDIR']);

const field = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;

export const isBusy = (error: unknown): boolean => {
  const code = field(error, 'errcode');
  return typeof code === 'number' && ((code & 0xff) === 5 || (code & 0xff) === 6);
};

const damaged = (place: string, detail: string, error: unknown): StoreFault =>
  new StoreFault(
    'damaged',
    `The database ${place} is damaged (${detail}). Nothing was changed. Move its folder aside and restore the latest ` +
      'backup: npm run -s restore -- --from FILE',
    { cause: error },
  );

export const damagedDatabase = (place: string, detail: string): StoreFault => damaged(place, detail, undefined);

export const unwritable = (place: string, detail: string, error: unknown): StoreFault =>
  new StoreFault(
    'unwritable',
    `${place} cannot be written (${detail}). Give the user that runs Teken the right to write there, or name another ` +
      'folder with DATA_DIR.',
    { cause: error },
  );

const diskFull = (place: string, error: unknown): StoreFault =>
  new StoreFault(
    'disk-full',
    `There is no room left for ${place}. Nothing of this was stored; make room and send it again.`,
    {
      cause: error,
    },
  );

/** Any error of the database or the file system as a fault that names the place. */
export const toFault = (error: unknown, place: string): StoreFault => {
  if (error instanceof StoreFault) return error;
  const message = error instanceof Error ? error.message : String(error);
  const sqlite = field(error, 'errcode');
  if (typeof sqlite === 'number') {
    if (sqlite === SQLITE_IOERR_SHMSIZE) return diskFull(place, error);
    switch (sqlite & 0xff) {
      case SQLITE.full:
        return diskFull(place, error);
      case SQLITE.corrupt:
      case SQLITE.notADatabase:
        return damaged(place, message, error);
      case SQLITE.readOnly:
      case SQLITE.cannotOpen:
        return unwritable(place, message, error);
      case SQLITE.constraint:
        return new StoreFault('invalid', `This cannot be stored in ${place}: ${message}.`, { cause: error });
      default:
        return new StoreFault('failed', `The database ${place} reported: ${message}.`, { cause: error });
    }
  }
  const system = field(error, 'code');
  if (system === 'ENOSPC' || system === 'EDQUOT') return diskFull(place, error);
  if (typeof system === 'string' && FILE_SYSTEM_REFUSALS.has(system)) return unwritable(place, message, error);
  return new StoreFault('failed', `${place}: ${message}`, { cause: error });
};
