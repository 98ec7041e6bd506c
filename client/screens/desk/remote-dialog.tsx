import { useId, useState } from 'preact/hooks';
import type { Problem, RemoteCredentialView } from '#contract/problems';
import { Button } from '../../elements/button.tsx';
import { Dialog } from '../../elements/dialog.tsx';
import { ProblemNotice } from '../../elements/notice.tsx';
import { stamp } from '../../i18n/later-formats.ts';
import { remote } from '../../i18n/remote.ts';
import { useVisit } from '../../state/visit.ts';

const LONGEST = 120;

/** The account at the service, the certificates that it has in one's name, and the choice of one. */
export const RemoteDialog = ({ service, onClose }: { readonly service: string; readonly onClose: () => void }) => {
  const { session, connection } = useVisit();
  const words = remote();
  const id = useId();
  const [account, setAccount] = useState('');
  const [found, setFound] = useState<readonly RemoteCredentialView[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const find = async (): Promise<void> => {
    const answer = await connection.command('signing:remote-credentials', { account: account.trim() });
    if (!answer.ok) return setProblem(answer.problem);
    const credentials = answer.reply?.credentials ?? [];
    setFound(credentials);
    setChosen(credentials[0]?.credentialId ?? null);
  };
  const use = async (credentialId: string): Promise<void> => {
    const answer = await connection.command('signing:enrol-remote', { account: account.trim(), credentialId });
    if (answer.ok) onClose();
    else setProblem(answer.problem);
  };
  const submit = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    await (chosen === null ? find() : use(chosen));
    setBusy(false);
  };
  return (
    <Dialog title={words.title(service)} onClose={onClose}>
      <form
        class="desk-remote-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy && account.trim() !== '') void submit();
        }}
      >
        <p>{words.about}</p>
        <label class="desk-field" for={`${id}-account`}>
          <span>{words.account}</span>
          <input
            id={`${id}-account`}
            maxLength={LONGEST}
            value={account}
            autocomplete="off"
            onInput={(event) => {
              setAccount(event.currentTarget.value);
              setFound([]);
              setChosen(null);
            }}
          />
        </label>
        {found.length > 0 && (
          <fieldset>
            <legend>{words.which}</legend>
            {found.map(({ credentialId, name, issuer, notAfter }) => (
              <label key={credentialId} class="desk-remote-one">
                <input
                  type="radio"
                  name={`${id}-credential`}
                  checked={chosen === credentialId}
                  onChange={() => setChosen(credentialId)}
                />
                <strong>{name}</strong>
                <small>{words.issuedBy(issuer, stamp(notAfter, session.zone))}</small>
              </label>
            ))}
          </fieldset>
        )}
        {problem !== null && <ProblemNotice problem={problem} />}
        <Button type="submit" busy={isBusy} disabled={account.trim() === ''}>
          {chosen === null ? words.find : words.use}
        </Button>
      </form>
    </Dialog>
  );
};
