import { decide } from '#ceremony/decide';
import { isRefusal, type Refusal } from '#contract/refusal';
import type { LoadedTemplate } from '#documents/template';
import type { LiveCeremony } from '#projections/live-ceremony';
import type { AppendRequest } from '#store/port';
import { ceremonyWrites, type StreamEvents } from './act.ts';
import { templateDocument } from './templates.ts';

type Fixed = { readonly writes: readonly StreamEvents[]; readonly segments: NonNullable<AppendRequest['segments']> };

/** C185, C186: what is written when this template is used: with its first use all its files, from then on nothing. */
export const fixTemplate = (
  live: LiveCeremony,
  { name, version, sha256, packed }: LoadedTemplate,
  now: string,
): Fixed | Refusal => {
  const asked = { name: 'fix-template', template: name, version, sha256, bytes: packed.length } as const;
  const events = decide(asked, live.ceremony, now);
  if (isRefusal(events)) return events;
  if (events.length === 0) return { writes: [], segments: [] };
  return {
    writes: ceremonyWrites(events),
    segments: [{ document: templateDocument(name, version), index: 0, bytes: packed }],
  };
};
