import { Button } from '../../elements/button.tsx';
import { Dialog } from '../../elements/dialog.tsx';
import { officer } from '../../i18n/officer.ts';

/** The code large and once, and how it may be handed over. */
export const CodeDialog = ({
  code,
  name,
  onClose,
}: {
  readonly code: string;
  readonly name: string;
  readonly onClose: () => void;
}) => {
  const words = officer();
  return (
    <Dialog title={words.codeTitle} onClose={onClose} actions={<Button onClick={onClose}>{words.codeGiven}</Button>}>
      <p>{words.codeFor(name)}</p>
      <p class="officer-code">
        <span>{code.slice(0, 4)}</span> <span>{code.slice(4)}</span>
      </p>
      <p class="officer-quiet">{words.codeHow}</p>
    </Dialog>
  );
};
