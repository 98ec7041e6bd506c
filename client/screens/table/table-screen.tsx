import '../../elements/field.css';
import './table.css';
import '../join/arrival-screen.css';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { SeatEnd } from '#contract/constants';
import type { SatDownView, TableView } from '#contract/views/signing-tables';
import { MessagePage } from '../../elements/pages.tsx';
import { problemSentence, loadProblemSentences } from '../../i18n/problems.ts';
import { table } from '../../i18n/table.ts';
import { path, readAddress } from '../../router.ts';
import { openVisit, type Visit } from '../../state/visit.ts';
import type { Problem } from '#contract/problems';
import { cleanTablet, keysInMemory } from './clean-tablet.ts';
import { Sitting } from './sitting.tsx';
import { leaveTable, lookAtTable } from './table-http.ts';
import { WaitingRoom } from './waiting-room.tsx';

const LOOK_EVERY_MS = 1_500;

type Step =
  | { readonly at: 'cleaning' }
  | { readonly at: 'waiting'; readonly view: TableView; readonly isLost: boolean }
  | { readonly at: 'sitting'; readonly visit: Visit }
  | { readonly at: 'over'; readonly problem: Problem };

/** The shared tablet: it waits, serves one person at a time, and forgets each before the next (W54). */
export const TableScreen = () => {
  const address = readAddress(path.value);
  const ceremonyId = address.at === 'table' ? address.ceremonyId : '';
  const words = table();
  const [step, setStep] = useState<Step>({ at: 'cleaning' });
  const sitting = useRef<Visit | null>(null);
  const leaving = useRef(false);

  /** A new page: everything this one held in memory is gone with it, and "back" leads nowhere. */
  const over = useCallback(
    (reason: SeatEnd): void => {
      if (leaving.current) return;
      leaving.current = true;
      setStep({ at: 'cleaning' });
      sitting.current?.leave();
      sitting.current = null;
      void Promise.all([leaveTable(ceremonyId, reason), cleanTablet()]).then(() => location.reload());
    },
    [ceremonyId],
  );

  useEffect(() => {
    let here = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      if (!here || sitting.current !== null || leaving.current) return;
      const answer = await lookAtTable(ceremonyId);
      if (!here || sitting.current !== null || leaving.current) return;
      if (answer.ok) setStep({ at: 'waiting', view: answer.value, isLost: false });
      else if (answer.problem !== null && FINAL.has(answer.problem.code)) {
        return setStep({ at: 'over', problem: answer.problem });
      } else setStep((before) => (before.at === 'waiting' ? { ...before, isLost: true } : before));
      timer = setTimeout(() => void look(), LOOK_EVERY_MS);
    };
    loadProblemSentences();
    // Whatever page was here before: nobody sits here now.
    void Promise.all([leaveTable(ceremonyId, 'reloaded'), cleanTablet()]).then(look);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [ceremonyId]);

  useEffect(() => {
    const away = (): void => {
      if (sitting.current !== null) void leaveTable(ceremonyId, 'reloaded', true);
    };
    // A page that the browser kept whole and brings back must not show what was on it.
    const back = (event: PageTransitionEvent): void => {
      if (event.persisted) location.reload();
    };
    addEventListener('pagehide', away);
    addEventListener('pageshow', back);
    return () => {
      removeEventListener('pagehide', away);
      removeEventListener('pageshow', back);
    };
  }, [ceremonyId]);

  const seat = ({ session, table: name }: SatDownView): void => {
    const visit = openVisit(session, { name, keys: keysInMemory(), handOver: () => over('handed-over') });
    sitting.current = visit;
    setStep({ at: 'sitting', visit });
  };

  switch (step.at) {
    case 'cleaning':
      return (
        <MessagePage title={words.starting}>
          <p role="status">{words.cleaning}</p>
        </MessagePage>
      );
    case 'waiting':
      return <WaitingRoom view={step.view} isLost={step.isLost} onSeated={seat} />;
    case 'sitting':
      return <Sitting visit={step.visit} onOver={over} />;
    case 'over':
      return (
        <MessagePage title={words.overTitle}>
          <p>{problemSentence(step.problem.code)}</p>
          <p>{words.overBody}</p>
        </MessagePage>
      );
  }
};

/** The tablet is no table (any more); waiting does not help. */
const FINAL: ReadonlySet<Problem['code']> = new Set(['not-signed-in', 'unknown-table', 'taken-over']);
