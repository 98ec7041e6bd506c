import type { z } from 'zod';
import { sceneSchema, type Scene } from '#contract/scene';
import type { SCENES } from './columns.ts';

type SceneRow = z.output<typeof SCENES>;

/** What a row says as a scene, or the column that does not fit its kind and what to do. */
export function sceneOf(row: SceneRow): Scene | { readonly column: string; readonly message: string } {
  const head = { sceneId: row.id, kind: row.kind, title: { id: row.title_id, en: row.title_en } };
  const text = row.text_id === null || row.text_en === null ? null : { id: row.text_id, en: row.text_en };
  const parsed = sceneSchema.safeParse({ ...head, ...ownOf(row, text) });
  return parsed.success
    ? parsed.data
    : { column: columnOf(parsed.error.issues[0]?.path[0]), message: saysOf(row.kind) };
}

function ownOf(row: SceneRow, text: { readonly id: string; readonly en: string } | null): object {
  switch (row.kind) {
    case 'single':
    case 'pair':
    case 'panel':
      return { slots: row.places };
    case 'document':
      return { slots: row.places, agreementId: row.agreement };
    case 'wall':
      return { pageSize: row.page_size };
    case 'film':
      return { media: row.media };
    case 'card':
    case 'slate':
      return { text };
  }
}

function columnOf(key: PropertyKey | undefined): string {
  const columns: { readonly [key: string]: string } = {
    slots: 'places',
    agreementId: 'agreement',
    pageSize: 'page_size',
    media: 'media',
    text: 'text_id',
  };
  return columns[String(key)] ?? 'kind';
}

function saysOf(kind: SceneRow['kind']): string {
  switch (kind) {
    case 'single':
      return 'A single scene has one place. Write the id of a person, or auto.';
    case 'pair':
      return 'A pair has two places. Write two ids or auto, with a space between.';
    case 'panel':
      return 'A panel has three to six places. Write ids or auto, with spaces between.';
    case 'document':
      return 'A document scene names an agreement, and at most one place for who speaks.';
    case 'wall':
      return 'A wall has pages of 4 to 25 delegations. Write the number in page_size.';
    case 'film':
      return 'A film scene names its film in the column media.';
    case 'card':
      return 'A card has a text in both languages.';
    case 'slate':
      return 'The text of a slate stands in both languages or in none.';
  }
}
