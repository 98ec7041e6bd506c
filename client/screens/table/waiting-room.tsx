import { useId, useState } from 'preact/hooks';
import type { Problem } from '#contract/problems';
import type { SatDownView, TableView } from '#contract/views/signing-tables';
import { Button } from '../../elements/button.tsx';
import { ProblemNotice } from '../../elements/notice.tsx';
import { TopBar } from '../../elements/top-bar.tsx';
import { say } from '../../i18n/language.ts';
import { table } from '../../i18n/table.ts';
import { useRoom } from '../../state/room.ts';
import { isLongName } from '../join/long-name.ts';
import { sitDown } from './table-http.ts';

/** The code of whoever is called; it opens their desk and nobody else's. */
const CodeForm = ({
  ceremonyId,
  onSeated,
}: {
  readonly ceremonyId: string;
  readonly onSeated: (seated: SatDownView) => void;
}) => {
  const words = table();
  const id = useId();
  const [code, setCode] = useState('');
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null | 'form' | 'none'>('none');
  const send = async (): Promise<void> => {
    const digits = code.replaceAll(/\s/g, '');
    if (!/^\d{8}$/.test(digits)) return setProblem('form');
    setSending(true);
    setProblem('none');
    const answer = await sitDown(ceremonyId, digits);
    if (answer.ok) return onSeated(answer.value);
    setSending(false);
    setCode('');
    setProblem(answer.problem);
  };
  return (
    <form
      class="table-code"
      noValidate
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSending) void send();
      }}
    >
      <label for={id}>{words.codeLabel}</label>
      <input
        id={id}
        inputMode="numeric"
        autocomplete="off"
        maxLength={11}
        value={code}
        aria-invalid={problem !== 'none'}
        aria-describedby={`${id}-hint`}
        onInput={(event) => setCode(event.currentTarget.value)}
      />
      <p id={`${id}-hint`} class={problem === 'form' ? 'table-bad' : 'table-quiet'}>
        {problem === 'form' ? words.badForm : words.codeHint}
      </p>
      {problem !== 'none' && problem !== 'form' && <ProblemNotice problem={problem} />}
      <Button type="submit" kind="act" large busy={isSending}>
        {words.enter}
      </Button>
    </form>
  );
};

/** The tablet while nobody sits there: the occasion, the table, and who is next. */
export const WaitingRoom = ({
  view,
  isLost,
  onSeated,
}: {
  readonly view: TableView;
  readonly isLost: boolean;
  readonly onSeated: (seated: SatDownView) => void;
}) => {
  const words = table();
  useRoom('hall', view.table);
  return (
    <div class="quiet-page">
      <TopBar brand={view.table} title={say(view.title)} sample={view.sample} rehearsal={view.rehearsal} />
      <main id="content" class="table-waiting">
        {isLost && <p role="alert">{words.lost}</p>}
        {view.next === null ? (
          <>
            <h1>{words.waitingTitle}</h1>
            <p class="table-lead" role="status">
              {words.waitingBody}
            </p>
          </>
        ) : (
          <>
            <p class="table-quiet">{words.next}</p>
            <div role="status">
              <h1 class={isLongName(view.next) ? 'is-long' : undefined}>{view.next}</h1>
            </div>
            {/* Another name, another code: what was typed for the one before goes. */}
            <CodeForm key={view.next} ceremonyId={view.ceremonyId} onSeated={onSeated} />
          </>
        )}
      </main>
      <div class="kawung-floor" aria-hidden="true" />
    </div>
  );
};
