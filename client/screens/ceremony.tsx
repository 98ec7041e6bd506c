import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '#contract/problems';
import { fetchSession } from '../connection/http.ts';
import { FaultPage } from '../elements/pages.tsx';
import { Lazy } from '../elements/lazy.tsx';
import { StageSound } from '../elements/stage-sound.tsx';
import { common } from '../i18n/common.ts';
import { place } from '../router.ts';
import { arrival, homes, lobby, places } from '../routes.ts';
import { openVisit, topicsOf, VisitContext, type Visit } from '../state/visit.ts';

type Away = typeof import('./outside.tsx');

/** What is said to whoever is not in comes when it is needed; without a line to fetch it the page of faults stands there. */
const Later = ({ show }: { readonly show: (away: Away) => ComponentChildren }) => {
  const [away, setAway] = useState<Away | 'failed' | null>(null);
  useEffect(() => {
    import('./outside.tsx').then(setAway, () => setAway('failed'));
  }, []);
  return away === null ? null : away === 'failed' ? <FaultPage /> : <>{show(away)}</>;
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
  if (state.state === 'taken-over') {
    return <Later show={({ TakenOver }) => <TakenOver visit={visit} by={state.by} />} />;
  }
  if (state.state === 'refused') {
    return <Later show={({ Outside }) => <Outside problem={{ code: state.code, detail: '' }} again={null} />} />;
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
    const again = mayTryAgain ? () => setAttempt(attempt + 1) : null;
    return <Later show={({ Outside }) => <Outside problem={problem} again={again} />} />;
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
