import './dialog.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { common } from '../i18n/common.ts';
import { CloseIcon } from './icons.tsx';

/**
 * A word that must be answered (`dialog`), or more of the same screen from below (`sheet`). The browser keeps the focus
 * inside and gives it back; Escape closes. `onClose` is called however it closes.
 */
export const Dialog = ({
  title,
  kind = 'dialog',
  onClose,
  children,
  actions,
}: {
  readonly title: string;
  readonly kind?: 'dialog' | 'sheet';
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly actions?: ComponentChildren;
}) => {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = element.current;
    if (dialog !== null && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      class={`dialog dialog-${kind}`}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => {
        // The backdrop belongs to the dialog element itself; everything inside is a child.
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
    >
      <div class="dialog-inside">
        <header>
          <h2 id={id}>{title}</h2>
          <button type="button" class="dialog-close" onClick={() => element.current?.close()}>
            <CloseIcon />
            <span class="for-ears">{common().close}</span>
          </button>
        </header>
        {children}
        {actions !== undefined && <footer>{actions}</footer>}
      </div>
    </dialog>
  );
};
