/** How a picture can be laid out. No zod here: the client carries this file. */
export const SCENE_KINDS = ['single', 'pair', 'panel', 'document', 'wall', 'film', 'card', 'slate'] as const;
