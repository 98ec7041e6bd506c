import type { scenesCommands } from '#contract/commands/scenes';
import { refuse } from '#contract/refusal';
import { findAgreement } from '#projections/live-ceremony';
import type { ActTable, Handler } from '../act.ts';
import { askCeremony, PHASE } from '../ask-ceremony.ts';
import { SCENES } from './stage.ts';

const defineScene: Handler<'scene:define'> = (act, { scene }) => {
  if (scene.kind === 'document' && findAgreement(act.live, scene.agreementId).phase === 'unknown') {
    return refuse('unknown-agreement', 'There is no such agreement to show.');
  }
  return askCeremony(act, { name: 'define-scene', scene }, PHASE);
};

export const scenesActs: ActTable<keyof typeof scenesCommands> = {
  'scene:define': defineScene,
  'scene:remove': (act, { sceneId }) => askCeremony(act, { name: 'remove-scene', sceneId }, ['stage', 'drill']),
  'scene:preview': (act, { sceneId, slots }) =>
    askCeremony(act, { name: 'set-preview', sceneId, slots: slots ?? null }, PHASE),
  'scene:take': (act, { transition }) => askCeremony(act, { name: 'take', transition }, SCENES),
  'scene:empty': (act) => askCeremony(act, { name: 'empty-programme' }, ['drill', ...PHASE]),
  'wall:turn': (act, { page }) => askCeremony(act, { name: 'turn-wall', page: page ?? null }, ['drill', ...PHASE]),
  'wall:photograph': (act, { seconds }) =>
    askCeremony(act, { name: 'count-in-photograph', seconds }, ['drill', ...PHASE]),
};
