import { useState } from 'preact/hooks';
import { Button } from '../../elements/button.tsx';
import { Dialog } from '../../elements/dialog.tsx';
import { officer } from '../../i18n/officer.ts';

/** The link that replaces another, once, and how it may be handed over. */
export const LinkDialog = ({
  link,
  name,
  onClose,
}: {
  readonly link: string;
  readonly name: string;
  readonly onClose: () => void;
}) => {
  const words = officer();
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link);
    setCopied(true);
  };
  return (
    <Dialog
      title={words.linkTitle}
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => void copy()}>{isCopied ? words.copied : words.copy}</Button>
          <Button onClick={onClose}>{words.linkGiven}</Button>
        </>
      }
    >
      <p>{words.linkFor(name)}</p>
      {/* The field can be copied by hand where the browser keeps the clipboard to itself. */}
      <input
        class="officer-link"
        readOnly
        value={link}
        onFocus={(event) => event.currentTarget.select()}
        aria-label={words.linkTitle}
      />
      <p class="officer-quiet">{words.linkHow}</p>
    </Dialog>
  );
};
