import { Button } from '../../elements/button.tsx';
import { Dialog } from '../../elements/dialog.tsx';
import { common } from '../../i18n/common.ts';
import { tables } from '../../i18n/tables.ts';

/** A table's link, told once: to be opened on the tablet. */
export const TableLinkDialog = ({
  name,
  link,
  onClose,
}: {
  readonly name: string;
  readonly link: string;
  readonly onClose: () => void;
}) => {
  const words = tables();
  return (
    <Dialog
      title={words.linkFor(name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => void navigator.clipboard.writeText(link)}>{words.copy}</Button>
          <Button kind="word" onClick={onClose}>
            {common().close}
          </Button>
        </>
      }
    >
      <p class="tables-link">{link}</p>
      <p class="officer-quiet">{words.linkHow}</p>
    </Dialog>
  );
};
