import type { Scene, Slots } from '#contract/scene';
import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import type { CeremonyDecision } from '../decision.ts';
import type { CeremonyState } from '../state.ts';
import type { DecideTable } from '../tables.ts';
import type { ScenesCommand } from './commands.ts';
import { takes } from './slate.ts';
import { slotsOf, wallPages } from './state.ts';

type Of<Name extends ScenesCommand['name']> = Extract<ScenesCommand, { name: Name }>;

/** More than a director can tell apart. */
const MAX_SCENES = 99;
/** C94: the longest count-in; a clock that jumped back cannot hold a page for longer. */
const LONGEST_COUNT_IN = 10;

/** C90: places are for people who are invited, each of them once. */
const unfitSlots = (state: CeremonyState, slots: Slots): Refusal | null => {
  const named = slots.filter((personId) => personId !== null);
  const stranger = named.find((personId) => !state.people.has(personId));
  if (stranger !== undefined) return refuse('unknown-person', `Nobody with the id ${stranger} is invited.`);
  return new Set(named).size < named.length
    ? refuse('bad-scene', 'One person stands in two places. Name each once.')
    : null;
};

const defineScene = ({ scene }: { readonly scene: Scene }, state: CeremonyState): CeremonyDecision => {
  const unfit = unfitSlots(state, slotsOf(scene));
  if (unfit !== null) return unfit;
  if (!state.scenes.has(scene.sceneId) && state.scenes.size >= MAX_SCENES) {
    return refuse('bad-scene', `A ceremony has at most ${MAX_SCENES} scenes.`);
  }
  return [{ type: 'scene-planned', data: { scene } }];
};

const removeScene = ({ sceneId }: Of<'remove-scene'>, state: CeremonyState): CeremonyDecision => {
  if (!state.scenes.has(sceneId)) return unknownScene(sceneId);
  // C90: what everyone is looking at stays in the plan.
  if (state.programme?.scene.sceneId === sceneId)
    return refuse('scene-in-use', 'This scene is in the programme. Take another one first.');
  return [{ type: 'scene-removed', data: { sceneId } }];
};

const setPreview = ({ sceneId, slots }: Of<'set-preview'>, state: CeremonyState): CeremonyDecision => {
  const scene = state.scenes.get(sceneId);
  if (scene === undefined) return unknownScene(sceneId);
  const planned = slotsOf(scene);
  if (slots !== null && slots.length !== planned.length) {
    return refuse('bad-scene', `This scene has ${planned.length} places, not ${slots.length}.`);
  }
  const chosen = slots ?? planned;
  const unfit = unfitSlots(state, chosen);
  return unfit ?? [{ type: 'preview-set', data: { sceneId, slots: [...chosen] } }];
};

/** C91: the preview becomes the programme; a second press finds nothing to take and does nothing. */
const take = ({ transition }: Of<'take'>, state: CeremonyState): CeremonyDecision => {
  const scene = state.scenes.get(state.preview?.sceneId ?? '');
  if (state.preview === null || scene === undefined) {
    return refuse('nothing-in-preview', 'There is nothing in the preview. Put a scene there first.');
  }
  return [takes(scene, transition, state.preview.slots)];
};

const onWall = (state: CeremonyState) => {
  const { programme } = state;
  if (programme?.scene.kind !== 'wall')
    return refuse('no-wall', 'The wall of delegations is not in the programme. Take it first.');
  return { ...programme, pages: wallPages(state.people, programme.scene.pageSize) };
};

const isCountingIn = (photographAt: string | null, now: string): boolean => {
  const left = photographAt === null ? 0 : Date.parse(photographAt) - Date.parse(now);
  return left > 0 && left <= LONGEST_COUNT_IN * 1000;
};

const turnWall = (command: Of<'turn-wall'>, state: CeremonyState, now: string): CeremonyDecision => {
  const wall = onWall(state);
  if (isRefusal(wall)) return wall;
  // C94: people stand still for the picture, and so does the wall.
  if (isCountingIn(wall.photographAt, now))
    return refuse('photograph-counting', 'The photograph is being counted in. Wait for it.');
  const page = command.page ?? (wall.page % wall.pages) + 1;
  if (page > wall.pages) return refuse('bad-scene', `The wall has ${wall.pages} pages.`);
  return page === wall.page ? [] : [{ type: 'wall-turned', data: { page } }];
};

const countIn = (command: Of<'count-in-photograph'>, state: CeremonyState, now: string): CeremonyDecision => {
  const wall = onWall(state);
  if (isRefusal(wall)) return wall;
  if (isCountingIn(wall.photographAt, now))
    return refuse('photograph-counting', 'The photograph is being counted in. Wait for it.');
  const photographAt = new Date(Date.parse(now) + command.seconds * 1000).toISOString();
  return [{ type: 'photograph-counted-in', data: { page: wall.page, photographAt } }];
};

const unknownScene = (sceneId: string) => refuse('unknown-scene', `No scene ${sceneId} is planned.`);

export const decideScenes: DecideTable<ScenesCommand> = {
  'define-scene': defineScene,
  'remove-scene': removeScene,
  'set-preview': setPreview,
  take,
  'empty-programme': (_, state) => (state.programme === null ? [] : [{ type: 'programme-emptied', data: {} }]),
  'turn-wall': turnWall,
  'count-in-photograph': countIn,
};
