import type { Phase } from '#contract/constants';
import type { MyAgreementView } from '#contract/views';
import { desk } from '../../i18n/desk.ts';
import { problemSentence } from '../../i18n/problems.ts';
import type { Line } from './sign-all.ts';
import { awaited, isToRead, listStateOf } from './steps.ts';

const STILL_OPEN: ReadonlySet<string> = new Set([
  'your-turn',
  'session-waits',
  'session-closed',
  'turn-waits',
  'draft',
]);

/** How one agreement fared under the gesture, or how it stands in the list without one. */
export const lineResult = (
  agreement: MyAgreementView,
  line: Line | undefined,
  phase: Phase,
): { readonly text: string; readonly state: string } => {
  const words = desk();
  const state = listStateOf(agreement);
  // After the closing nothing is waited for any more.
  const isOver = phase === 'closing' || phase === 'closed';
  if (state === 'signed') {
    const others = isOver ? 0 : awaited(agreement).length;
    return { state, text: others === 0 ? words.list.states.signed : words.all.signedWaiting(others) };
  }
  if (line?.at === 'waiting') return { state: 'queued', text: words.all.queued };
  if (line?.at === 'signing') return { state: 'signing', text: words.progress[line.step] };
  if (line?.at === 'refused') return { state: 'failed', text: words.all.refused(line.detail.split(':')[0] ?? '') };
  if (line?.at === 'problem') {
    return {
      state: 'failed',
      text: line.problem === null ? words.all.unreachable : problemSentence(line.problem.code),
    };
  }
  if (isOver && STILL_OPEN.has(state)) return { state: 'session-closed', text: words.all.neverSigned };
  const isParty = agreement.signatures.find(({ isMe }) => isMe)?.capacity === 'party';
  if (isParty && isToRead(agreement, phase)) return { state: 'unread', text: words.all.unread };
  return { state, text: words.list.states[state] };
};
