import type { TopicMessage } from '#contract/views';

/** A topic as followed so far; `awaiting` while a snapshot was asked for and has not come. */
export type Followed = { readonly revision: number; readonly view: Readonly<Record<string, unknown>> };

type Rows = Readonly<Record<string, unknown>>;

const changedRows = (before: Rows, changes: Rows): Rows => {
  const after: Record<string, unknown> = { ...before };
  for (const [key, row] of Object.entries(changes)) {
    if (row === null) delete after[key];
    else after[key] = row;
  }
  return after;
};

/**
 * One message applied to what stood before (contract/views.ts, TopicMessage): a snapshot replaces everything, a change
 * counts only when it is the very next revision. Anything else is a gap, and the caller subscribes again.
 */
export const applyTopicMessage = (before: Followed | null, message: TopicMessage): Followed | 'gap' => {
  if (message.snapshot !== undefined) {
    return { revision: message.revision, view: message.snapshot as Followed['view'] };
  }
  if (before === null || message.changes === undefined || message.revision !== before.revision + 1) return 'gap';
  const { rows, ...rest } = message.changes;
  const view = { ...before.view, ...rest };
  if (rows === undefined) return { revision: message.revision, view };
  return {
    revision: message.revision,
    view: { ...view, rows: changedRows((before.view['rows'] ?? {}) as Rows, rows as Rows) },
  };
};
