/** The files of a chosen folder by their names in it: the folder's own name is left out. */
export const filesOf = (chosen: FileList): ReadonlyMap<string, File> =>
  new Map(Array.from(chosen, (file) => [file.webkitRelativePath.split('/').slice(1).join('/'), file]));

export const readerOf =
  (files: ReadonlyMap<string, File>) =>
  async (name: string): Promise<Uint8Array | null> => {
    const file = files.get(name);
    return file === undefined ? null : new Uint8Array(await file.arrayBuffer());
  };
