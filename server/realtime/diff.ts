// A change carries the top-level keys that changed, and for `rows` only the rows that changed (null: gone).

type View = { readonly [key: string]: unknown };

/** JSON text of each key, and of each row, so that the next view can be held against it. */
export type Fingerprint = { readonly keys: ReadonlyMap<string, string>; readonly rows: ReadonlyMap<string, string> };

export const fingerprint = (view: View): Fingerprint => ({
  keys: texts(Object.entries(view).filter(([key]) => key !== 'rows')),
  rows: texts(Object.entries(rowsOf(view))),
});

/** What changed from `before` to `view`; null when nothing did. */
export const diff = (before: Fingerprint, after: Fingerprint, view: View): View | null => {
  const changes: { [key: string]: unknown } = {};
  for (const [key, text] of after.keys) if (before.keys.get(key) !== text) changes[key] = view[key];
  const rows: { [id: string]: unknown } = {};
  const own = rowsOf(view);
  for (const [id, text] of after.rows) if (before.rows.get(id) !== text) rows[id] = own[id];
  for (const id of before.rows.keys()) if (!after.rows.has(id)) rows[id] = null;
  if (Object.keys(rows).length > 0) changes['rows'] = rows;
  return Object.keys(changes).length === 0 ? null : changes;
};

const texts = (entries: readonly (readonly [string, unknown])[]): ReadonlyMap<string, string> =>
  new Map(entries.map(([key, value]) => [key, JSON.stringify(value)]));

const rowsOf = (view: View): View => {
  const rows = view['rows'];
  return typeof rows === 'object' && rows !== null ? (rows as View) : {};
};
