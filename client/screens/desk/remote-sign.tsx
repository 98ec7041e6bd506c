import './remote.css';
import { useState } from 'preact/hooks';
import type { MyAgreementView, SelfView } from '#contract/views';
import { Button } from '../../elements/button.tsx';
import { remote } from '../../i18n/remote.ts';
import { RemoteGesture } from './remote-gesture.tsx';

/** The one red act, where a signing service keeps the key: it opens what is to be entered. */
export const RemoteSign = ({
  self,
  agreement,
  isReady,
}: {
  readonly self: SelfView;
  readonly agreement: MyAgreementView;
  readonly isReady: boolean;
}) => {
  const [isOpen, setOpen] = useState(false);
  const needs = self.certificate?.remote?.needs;
  return (
    <>
      <Button kind="act" large disabled={!isReady} onClick={() => setOpen(true)}>
        {remote().sign(self.remoteService ?? '')}
      </Button>
      {isOpen && needs !== undefined && (
        <RemoteGesture agreement={agreement} needs={needs} onClose={() => setOpen(false)} />
      )}
    </>
  );
};
