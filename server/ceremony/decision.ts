import type { Refusal } from '#contract/refusal';
import type { CeremonyEvent } from './events.ts';

export type CeremonyDecision = readonly CeremonyEvent[] | Refusal;
