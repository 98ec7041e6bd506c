import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '#contract/problems';
import { Button } from '../elements/button.tsx';
import { MessagePage } from '../elements/pages.tsx';
import { common } from '../i18n/common.ts';
import { outside } from '../i18n/outside.ts';
import { problemSentence } from '../i18n/problems.ts';
import type { Visit } from '../state/visit.ts';

const TAKEN: ReadonlySet<string> = new Set(['taken-over', 'other-device']);

type DeadLink = ReturnType<(typeof import('./join/dead-link.ts'))['deadLink']>;

/** What to do about a dead link; its words come with the pages of arrival, and without them the sentence stands alone. */
const useDeadLink = (problem: Problem | null): DeadLink => {
  const [dead, setDead] = useState<DeadLink>(null);
  useEffect(() => {
    if (problem === null) return;
    import('./join/dead-link.ts').then(
      (file) => setDead(file.deadLink(problem.code)),
      () => setDead(null),
    );
  }, [problem]);
  return dead;
};

/** Why somebody is not in: what is kept, and how to come (back) in. `again` is null where only the link helps. */
export const Outside = ({
  problem,
  again,
}: {
  readonly problem: Problem | null;
  readonly again: (() => void) | null;
}) => {
  const words = outside();
  const dead = useDeadLink(problem);
  const isTaken = problem !== null && TAKEN.has(problem.code);
  return (
    <MessagePage
      title={isTaken ? words.takenOver.title : (dead?.title ?? words.notIn)}
      actions={again !== null && <Button onClick={again}>{common().tryAgain}</Button>}
    >
      <p>{problem === null ? common().unreachable : problemSentence(problem.code)}</p>
      {dead !== null && <p>{dead.todo}</p>}
      {isTaken && <p>{words.takenOver.openLink}</p>}
    </MessagePage>
  );
};

export const TakenOver = ({ visit, by }: { readonly visit: Visit; readonly by: 'tab' | 'device' }) => {
  const words = outside().takenOver;
  return (
    <MessagePage
      title={words.title}
      sample={visit.session.sample}
      rehearsal={visit.session.rehearsal}
      actions={by === 'tab' && <Button onClick={visit.connection.comeBack}>{words.useHere}</Button>}
    >
      <p>{by === 'tab' ? words.byTab : words.byDevice}</p>
      {by === 'device' && <p>{words.openLink}</p>}
    </MessagePage>
  );
};

export const NotFoundPage = () => {
  const words = outside().notFound;
  return (
    <MessagePage title={words.title} actions={<a href="/">{words.home}</a>}>
      <p>{words.body}</p>
    </MessagePage>
  );
};
