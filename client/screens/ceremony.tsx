import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '#contract/problems';
import { fetchSession } from '../connection/http.ts';
import { Button } from '../elements/button.tsx';
import { FaultPage, MessagePage } from '../elements/pages.tsx';
import { Lazy } from '../elements/lazy.tsx';
import { StageSound } from '../elements/stage-sound.tsx';
import { common } from '../i18n/common.ts';
import { problemSentence } from '../i18n/problems.ts';
import { place } from '../router.ts';
import { arrival, homes, lobby, places } from '../routes.ts';
import { openVisit, topicsOf, VisitContext, type Visit } from '../state/visit.ts';

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
const Outside = ({ problem, again }: { readonly problem: Problem | null; readonly again: (() => void) | null }) => {
  const words = common();
  const dead = useDeadLink(problem);
  const isTaken = problem !== null && TAKEN.has(problem.code);
  return (
    <MessagePage
      title={isTaken ? words.takenOver.title : (dead?.title ?? words.outside)}
      actions={again !== null && <Button onClick={again}>{words.tryAgain}</Button>}
    >
      <p>{problem === null ? words.unreachable : problemSentence(problem.code)}</p>
      {dead !== null && <p>{dead.todo}</p>}
      {isTaken && <p>{words.takenOver.openLink}</p>}
    </MessagePage>
  );
};

const TakenOver = ({ visit, by }: { readonly visit: Visit; readonly by: 'tab' | 'device' }) => {
  const words = common().takenOver;
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

/** Everything inside a ceremony: arrival until the notice is accepted, then the screen of the role or a place beside it. */
const Inside = ({ visit }: { readonly visit: Visit }) => {
  const { connection, session, topics, live } = visit;
  const isNoticeAccepted = topics.self.value?.noticeAccepted ?? session.noticeAccepted;

  const isIn = isNoticeAccepted && (topics.self.value?.admitted ?? session.admitted);

  useEffect(() => {
    const all = topicsOf(session.person.role);
    // Before the notice is accepted, and in the lobby, only what concerns oneself; afterwards all that the role may see.
    connection.subscribe(isIn ? all : ['self']);
    const unwatch = isIn ? live.watch('stage') : undefined;
    return () => {
      unwatch?.();
      if (isIn) connection.forget(all.filter((topic) => topic !== 'self'));
    };
  }, [connection, live, session, isIn]);

  const state = connection.state.value;
  if (state.state === 'taken-over') return <TakenOver visit={visit} by={state.by} />;
  if (state.state === 'refused') {
    return <Outside problem={{ code: state.code, detail: '' }} again={null} />;
  }
  if (!isNoticeAccepted || !visit.arrived.value) return <Lazy key="arrival" load={arrival} whenFailed={FaultPage} />;
  if (!isIn) return <Lazy key="lobby" load={lobby} whenFailed={FaultPage} />;
  const load = places[place.value] ?? homes[session.person.role];
  return (
    <>
      <StageSound />
      <Lazy key={place.value} load={load} whenFailed={FaultPage} />
    </>
  );
};

/** `/c/<ceremony>/<person>`: who this browser is there, and the line to it. */
export const Ceremony = ({ ceremonyId, personId }: { readonly ceremonyId: string; readonly personId: string }) => {
  const [visit, setVisit] = useState<Visit | null>(null);
  const [problem, setProblem] = useState<Problem | null | 'none'>('none');
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let opened: Visit | null = null;
    let here = true;
    setProblem('none');
    const open = async (): Promise<void> => {
      const answer = await fetchSession(ceremonyId, personId);
      if (!here) return;
      if (answer.ok) {
        opened = openVisit(answer.value);
        setVisit(opened);
      } else setProblem(answer.problem);
    };
    void open();
    return () => {
      here = false;
      opened?.leave();
    };
  }, [ceremonyId, personId, attempt]);

  if (problem !== 'none') {
    const mayTryAgain = problem === null || problem.code === 'internal' || problem.code === 'stopping';
    return <Outside problem={problem} again={mayTryAgain ? () => setAttempt(attempt + 1) : null} />;
  }
  if (visit === null)
    return (
      <p class="for-ears" role="status">
        {common().loading}
      </p>
    );
  return (
    <VisitContext.Provider value={visit}>
      <Inside visit={visit} />
    </VisitContext.Provider>
  );
};
