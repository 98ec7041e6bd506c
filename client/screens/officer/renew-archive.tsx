import { useState } from 'preact/hooks';
import type { BoardRow } from '#contract/views/agreements';
import { Button } from '../../elements/button.tsx';
import { Notice, ProblemNotice } from '../../elements/notice.tsx';
import { officer } from '../../i18n/officer.ts';
import { useCommand } from '../director/use-command.ts';

/** One more document timestamp; where one is pending, the organiser's own may take its place. */
export const RenewArchive = ({ row }: { readonly row: BoardRow }) => {
  const words = officer().board;
  const { give, problem } = useCommand();
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle');
  const { agreementId } = row;
  const renew = async (own: boolean): Promise<void> => {
    setState('busy');
    setState((await give('agreement:renew-archive', { agreementId, own })) ? 'done' : 'idle');
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
      {row.pending?.what === 'timestamp' && (
        <Button kind="word" disabled={state === 'busy'} onClick={() => void renew(true)}>
          {words.renewOwn}
        </Button>
      )}
    </div>
  );
};
