import './notice.css';
import type { ComponentChildren } from 'preact';
import type { Problem as WireProblem } from '#contract/problems';
import { common } from '../i18n/common.ts';
import { problemSentence } from '../i18n/problems.ts';

/** A calm word in passing. `urgent` interrupts a screen reader, the others wait their turn. */
export const Notice = ({
  kind = 'plain',
  urgent = false,
  children,
  actions,
}: {
  readonly kind?: 'plain' | 'good' | 'bad';
  readonly urgent?: boolean;
  readonly children: ComponentChildren;
  readonly actions?: ComponentChildren;
}) => (
  <div class={`notice notice-${kind}`} role={urgent ? 'alert' : 'status'}>
    <div class="notice-words">{children}</div>
    {actions}
  </div>
);

/** A refusal in words; null stands for a server that could not be reached. */
export const ProblemNotice = ({
  problem,
  actions,
}: {
  readonly problem: WireProblem | null;
  readonly actions?: ComponentChildren;
}) => (
  <Notice kind="bad" urgent actions={actions}>
    <p>{problem === null ? common().unreachable : problemSentence(problem.code)}</p>
  </Notice>
);
