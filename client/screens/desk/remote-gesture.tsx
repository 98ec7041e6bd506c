import { useId, useState } from 'preact/hooks';
import type { Problem } from '#contract/problems';
import type { MyAgreementView } from '#contract/views';
import { Button } from '../../elements/button.tsx';
import { Dialog } from '../../elements/dialog.tsx';
import { Notice, ProblemNotice } from '../../elements/notice.tsx';
import { desk } from '../../i18n/desk.ts';
import { remote } from '../../i18n/remote.ts';
import { useVisit } from '../../state/visit.ts';
import { useRemoteSigning } from './use-remote-signing.ts';

const LONGEST = 64;

/** What was checked and its hash; PIN and OTP for the service; the signature. */
export const RemoteGesture = ({
  agreement,
  needs,
  onClose,
}: {
  readonly agreement: MyAgreementView;
  readonly needs: { readonly pin: boolean; readonly otp: boolean; readonly sendsOtp: boolean };
  readonly onClose: () => void;
}) => {
  const { connection } = useVisit();
  const words = remote();
  const id = useId();
  const { state, preparedSha256, sign } = useRemoteSigning(agreement);
  const [pin, setPin] = useState('');
  const [otp, setOtp] = useState('');
  const [sent, setSent] = useState<'no' | 'sending' | 'yes' | Problem>('no');
  const isWhole = (!needs.pin || pin !== '') && (!needs.otp || otp !== '');
  const send = async (): Promise<void> => {
    setSent('sending');
    const answer = await connection.command('signing:send-otp', {});
    setSent(answer.ok ? 'yes' : answer.problem);
  };
  return (
    <Dialog title={words.signTitle} onClose={onClose}>
      <form
        class="desk-remote-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isWhole) return;
          sign({ ...(needs.pin ? { pin } : {}), ...(needs.otp ? { otp } : {}) });
          // What was wrong is entered anew; an OTP is good once.
          setPin('');
          setOtp('');
          setSent('no');
        }}
      >
        {state.at === 'refused' && (
          <Notice kind="bad" urgent>
            <strong>{desk().refused.title}</strong>
            <p>{desk().refused.body}</p>
            <p class="desk-note">{desk().refused.detail(state.detail)}</p>
          </Notice>
        )}
        {state.at === 'failed' && <ProblemNotice problem={state.problem} />}
        {state.at === 'checking' && <p role="status">{words.checking}</p>}
        {preparedSha256 !== null && (
          <div>
            <p role="status">{words.checked}</p>
            <p class="desk-remote-hash">
              {words.hash} {preparedSha256}
            </p>
          </div>
        )}
        {needs.pin && (
          <label class="desk-field" for={`${id}-pin`}>
            <span>{words.pin}</span>
            <input
              id={`${id}-pin`}
              type="password"
              inputMode="numeric"
              autocomplete="off"
              maxLength={LONGEST}
              value={pin}
              onInput={(event) => setPin(event.currentTarget.value)}
            />
          </label>
        )}
        {needs.otp && (
          <div class="desk-remote-otp">
            <label class="desk-field" for={`${id}-otp`}>
              <span>{words.otp}</span>
              <input
                id={`${id}-otp`}
                inputMode="numeric"
                autocomplete="one-time-code"
                maxLength={LONGEST}
                value={otp}
                onInput={(event) => setOtp(event.currentTarget.value)}
              />
            </label>
            {needs.sendsOtp && (
              <Button busy={sent === 'sending'} onClick={() => void send()}>
                {words.sendOtp}
              </Button>
            )}
          </div>
        )}
        {sent === 'yes' && <p role="status">{words.otpSent}</p>}
        {typeof sent === 'object' && <ProblemNotice problem={sent} />}
        {state.at === 'checked' && state.problem !== null && <ProblemNotice problem={state.problem} />}
        <Button
          kind="act"
          large
          type="submit"
          busy={state.at === 'waiting'}
          disabled={!isWhole && state.at !== 'waiting'}
        >
          {words.now}
        </Button>
        <p class="desk-note" role="status">
          {state.at === 'waiting' ? words.waiting : words.secret}
        </p>
      </form>
    </Dialog>
  );
};
