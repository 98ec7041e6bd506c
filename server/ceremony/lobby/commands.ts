import type { AdmissionMode } from '#contract/constants';

type OfOne<Name extends string> = { readonly name: Name; readonly personId: string; readonly by: string };

export type LobbyCommand =
  | { readonly name: 'set-admission'; readonly admission: AdmissionMode; readonly by: string }
  | OfOne<'admit'>
  | { readonly name: 'admit-all'; readonly by: string }
  | OfOne<'send-to-lobby'>
  | (OfOne<'remove-person'> & { readonly reasonCommitment: string })
  | OfOne<'enter-holding'>
  | OfOne<'leave-holding'>;
