import { useState } from 'preact/hooks';
import { Button } from '../../elements/button.tsx';
import { Dialog } from '../../elements/dialog.tsx';
import { common } from '../../i18n/common.ts';
import { desk } from '../../i18n/desk.ts';

const SHORTEST = 3;
const LONGEST = 500;

/** Declining cannot be undone, so it asks for a reason and says what follows. */
export const DeclineDialog = ({
  onClose,
  onDecline,
}: {
  readonly onClose: () => void;
  readonly onDecline: (reason: string) => void;
}) => {
  const words = desk();
  const [reason, setReason] = useState('');
  const isLongEnough = reason.trim().length >= SHORTEST;
  return (
    <Dialog
      title={words.declineTitle}
      onClose={onClose}
      actions={
        <>
          <Button disabled={!isLongEnough} onClick={() => onDecline(reason.trim())}>
            {words.declineNow}
          </Button>
          <Button kind="word" onClick={onClose}>
            {common().cancel}
          </Button>
        </>
      }
    >
      <p>{words.declineBody}</p>
      <label class="desk-field" for="decline-reason">
        <span>{words.reason}</span>
        <textarea
          id="decline-reason"
          rows={4}
          maxLength={LONGEST}
          value={reason}
          aria-describedby="decline-hint"
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <p id="decline-hint" class="desk-note">
        {words.reasonHint}
      </p>
    </Dialog>
  );
};
