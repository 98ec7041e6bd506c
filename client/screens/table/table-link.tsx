import './table.css';
import { useState } from 'preact/hooks';
import type { Problem } from '#contract/problems';
import { Button } from '../../elements/button.tsx';
import { MessagePage } from '../../elements/pages.tsx';
import { common } from '../../i18n/common.ts';
import { problemSentence } from '../../i18n/problems.ts';
import { table } from '../../i18n/table.ts';
import { goTo, path, readAddress } from '../../router.ts';
import { cleanTablet } from './clean-tablet.ts';
import { joinTable } from './table-http.ts';

/** The link of a signing table: a word first, for this browser's own keys and invitations end with it. */
export const TableLink = () => {
  const words = table();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null | 'none'>('none');
  const address = readAddress(path.value);
  const token = address.at === 'table-link' ? address.token : '';
  const join = async (): Promise<void> => {
    setBusy(true);
    setProblem('none');
    await cleanTablet();
    const answer = await joinTable(token);
    if (answer.ok) return goTo(`/table/${answer.value.ceremonyId}`, { replace: true });
    setBusy(false);
    setProblem(answer.problem);
  };
  return (
    <MessagePage
      title={words.linkTitle}
      actions={
        <Button kind="act" large busy={isBusy} onClick={() => void join()}>
          {words.linkAct}
        </Button>
      }
    >
      <p>{words.linkBody}</p>
      {problem !== 'none' && (
        <p role="alert">{problem === null ? common().unreachable : problemSentence(problem.code)}</p>
      )}
    </MessagePage>
  );
};
