import { useState } from 'preact/hooks';
import type { PendingView } from '#contract/views/agreements';
import { Button } from '../../elements/button.tsx';
import { Notice, ProblemNotice } from '../../elements/notice.tsx';
import { officer } from '../../i18n/officer.ts';
import { useCommand } from '../director/use-command.ts';

/** One more document timestamp; where one is pending, the organiser's own may take its place. */
export const RenewArchive = ({
  agreementId,
  pending,
}: {
  /** Null: the minutes. */
  readonly agreementId: string | null;
  readonly pending: PendingView | null;
}) => {
  const words = officer().board;
  const { give, problem } = useCommand();
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle');
  const renew = async (own: boolean): Promise<void> => {
    setState('busy');
    const isDone =
      agreementId === null
        ? await give('record:renew-archive', { own })
        : await give('agreement:renew-archive', { agreementId, own });
    setState(isDone ? 'done' : 'idle');
  };
  return (
    <div class="officer-links">
      {problem !== null && <ProblemNotice problem={problem} />}
      {state === 'done' && (
        <Notice kind="good">
          <p>{words.renewed}</p>
        </Notice>
      )}
      <Button disabled={state === 'busy'} onClick={() => void renew(false)}>
        {words.renew}
      </Button>
      {pending?.what === 'timestamp' && (
        <Button kind="word" disabled={state === 'busy'} onClick={() => void renew(true)}>
          {words.renewOwn}
        </Button>
      )}
    </div>
  );
};
