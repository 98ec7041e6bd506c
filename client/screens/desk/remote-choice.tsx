import './remote.css';
import { useState } from 'preact/hooks';
import type { Problem } from '#contract/problems';
import type { SelfView } from '#contract/views';
import { Button } from '../../elements/button.tsx';
import { ProblemNotice } from '../../elements/notice.tsx';
import { remote } from '../../i18n/remote.ts';
import { openDeviceKey, openKeyStore } from '../../signing/device-key.ts';
import { certificateRequest } from '../../signing/request.ts';
import { useVisit } from '../../state/visit.ts';
import { toBase64 } from './base64.ts';
import { RemoteDialog } from './remote-dialog.tsx';

/** Where a signing service is offered: by whose key one signs, and the way to the other. */
export const RemoteChoice = ({ self }: { readonly self: SelfView }) => {
  const { session, connection, table } = useVisit();
  const words = remote();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | 'unreachable' | null>(null);
  const service = self.remoteService;
  const chosen = self.certificate?.thisDevice === true ? self.certificate.remote : null;
  if (service === null || self.identity.state !== 'confirmed') return null;

  const useOwn = async (): Promise<void> => {
    const owner = { ceremonyId: session.ceremonyId, personId: session.person.personId };
    const pair = await openDeviceKey(table?.keys ?? (await openKeyStore(indexedDB)), owner);
    const answer = await connection.command('signing:enrol', { csr: toBase64(await certificateRequest(pair)) });
    setProblem(answer.ok ? null : answer.problem);
  };
  const goBack = (): void => {
    setBusy(true);
    useOwn()
      .catch(() => setProblem('unreachable'))
      .finally(() => setBusy(false));
  };
  return (
    <div class="desk-remote">
      {chosen === null ? (
        <Button kind="word" onClick={() => setOpen(true)}>
          {words.choose(service)}
        </Button>
      ) : (
        <>
          <p>{words.chosen(service, chosen.name, chosen.issuer)}</p>
          <Button kind="word" busy={isBusy} onClick={goBack}>
            {words.own}
          </Button>
        </>
      )}
      {problem !== null && <ProblemNotice problem={problem === 'unreachable' ? null : problem} />}
      {isOpen && <RemoteDialog service={service} onClose={() => setOpen(false)} />}
    </div>
  );
};
