import { useState } from 'preact/hooks';
import type { RosterRow } from '#contract/views';
import { Button } from '../../elements/button.tsx';
import { Dialog } from '../../elements/dialog.tsx';
import { ProblemNotice } from '../../elements/notice.tsx';
import { common } from '../../i18n/common.ts';
import { number } from '../../i18n/formats.ts';
import { officer } from '../../i18n/officer.ts';
import { useVisit } from '../../state/visit.ts';
import { useCommand } from '../director/use-command.ts';

/** How the doors stand, and everyone who waits at them. */
export const Doors = () => {
  const { topics } = useVisit();
  const words = officer().lobby;
  const { give, problem } = useCommand();
  const attendance = topics.attendance.value;
  if (attendance === null) return null;
  const { admission, lobby } = attendance;
  return (
    <div class="officer-doors">
      <p class="officer-quiet">
        {admission === 'open' ? words.open : words.manual} {lobby > 0 && words.waiting(number(lobby))}
      </p>
      {lobby > 0 && <Button onClick={() => void give('lobby:admit-all', {})}>{words.admitAll}</Button>}
      <Button
        kind="word"
        onClick={() => void give('admission:set', { admission: admission === 'open' ? 'manual' : 'open' })}
      >
        {admission === 'open' ? words.makeManual : words.makeOpen}
      </Button>
      {problem !== null && <ProblemNotice problem={problem} />}
    </div>
  );
};

/** One person: in, back to the lobby, or out. */
export const LobbyActs = ({ row }: { readonly row: RosterRow }) => {
  const words = officer().lobby;
  const { give, problem } = useCommand();
  const [isRemoving, setRemoving] = useState(false);
  const [reason, setReason] = useState('');
  const { personId } = row;
  const remove = (): void => {
    setRemoving(false);
    void give('person:remove', { personId, reason });
  };
  return (
    <div class="officer-links">
      {problem !== null && <ProblemNotice problem={problem} />}
      {row.inLobby && <Button onClick={() => void give('lobby:admit', { personId })}>{words.admit}</Button>}
      {row.admitted && (
        <Button kind="word" onClick={() => void give('lobby:send-back', { personId })}>
          {words.sendBack}
        </Button>
      )}
      {!row.removed && (
        <Button kind="word" onClick={() => setRemoving(true)}>
          {words.remove}
        </Button>
      )}
      {isRemoving && (
        <Dialog
          title={words.removeTitle}
          onClose={() => setRemoving(false)}
          actions={
            <>
              <Button kind="act" disabled={reason.trim() === ''} onClick={remove}>
                {words.remove}
              </Button>
              <Button onClick={() => setRemoving(false)}>{common().cancel}</Button>
            </>
          }
        >
          <p>{words.removeBody}</p>
          <label class="officer-field">
            {words.reason}
            <input maxLength={500} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
          </label>
        </Dialog>
      )}
    </div>
  );
};
