import { Button } from '../../elements/button.tsx';
import { Dialog } from '../../elements/dialog.tsx';
import { common } from '../../i18n/common.ts';

/** One question before something that all will notice. */
export const ConfirmDialog = ({
  title,
  body,
  act,
  onYes,
  onClose,
}: {
  readonly title: string;
  readonly body: string;
  readonly act: string;
  readonly onYes: () => void;
  readonly onClose: () => void;
}) => (
  <Dialog
    title={title}
    onClose={onClose}
    actions={
      <>
        <Button
          kind="act"
          onClick={() => {
            onClose();
            onYes();
          }}
        >
          {act}
        </Button>
        <Button onClick={onClose}>{common().cancel}</Button>
      </>
    }
  >
    <p>{body}</p>
  </Dialog>
);
