import { z } from 'zod';
import { ITEM_KINDS, SKIP_REASONS } from '#contract/constants';
import { bilingual, instant, wave } from '#contract/fields';
import { identifier } from '#contract/ids';

const script = bilingual.nullable();

const details = {
  kind: z.enum(ITEM_KINDS),
  title: bilingual,
  plannedStart: instant,
  lengthMinutes: z.int(),
  wave: wave.nullable(),
  scripts: z.strictObject({ a: script, b: script }).readonly(),
  responsible: identifier.nullable(),
  scene: identifier.nullable(),
  notes: z.string().nullable(),
};

const oneItem = { itemId: identifier };
/** Right before this item; null: at the end. */
const before = identifier.nullable();

export const rundownEvents = {
  'item-planned': z.strictObject({ ...oneItem, ...details }),
  'item-inserted': z.strictObject({ item: z.strictObject({ ...oneItem, ...details }).readonly(), before }),
  'item-moved': z.strictObject({ ...oneItem, before }),
  'item-corrected': z.strictObject({
    ...oneItem,
    /** What is different now; the rest stays. */
    changes: z
      .strictObject({
        kind: details.kind.exactOptional(),
        title: details.title.exactOptional(),
        plannedStart: details.plannedStart.exactOptional(),
        lengthMinutes: details.lengthMinutes.exactOptional(),
        wave: details.wave.exactOptional(),
        scripts: details.scripts.exactOptional(),
        responsible: details.responsible.exactOptional(),
        scene: details.scene.exactOptional(),
        notes: details.notes.exactOptional(),
      })
      .readonly(),
  }),
  'item-cued': z.strictObject({ ...oneItem }),
  'item-started': z.strictObject({ ...oneItem }),
  'item-finished': z.strictObject({ ...oneItem }),
  'item-skipped': z.strictObject({ ...oneItem, reason: z.enum(SKIP_REASONS) }),
  'item-restored': z.strictObject({ ...oneItem }),
  'rundown-held': z.strictObject({}),
  'rundown-resumed': z.strictObject({}),
} as const;
