import { useState } from 'preact/hooks';
import type { Problem } from '#contract/problems';
import { redeem } from '../../connection/http.ts';
import { Button } from '../../elements/button.tsx';
import { Dialog } from '../../elements/dialog.tsx';
import { ProblemNotice } from '../../elements/notice.tsx';
import { MessagePage } from '../../elements/pages.tsx';
import { common } from '../../i18n/common.ts';
import { join } from '../../i18n/join.ts';
import { problemSentence } from '../../i18n/problems.ts';
import { goTo, path, readAddress } from '../../router.ts';
import { deadLink } from './dead-link.ts';

type Step =
  | { readonly at: 'door' }
  | { readonly at: 'entering' }
  | { readonly at: 'other-device' }
  | { readonly at: 'refused'; readonly problem: Problem | null };

/** `/j/<token>`: one press redeems the link (never by itself: mail scanners follow links), then one is in the ceremony. */
export const LinkScreen = () => {
  const words = join();
  const [step, setStep] = useState<Step>({ at: 'door' });
  const address = readAddress(path.value);

  const enter = async (takeover: boolean): Promise<void> => {
    if (address.at !== 'link') return;
    setStep({ at: 'entering' });
    const answer = await redeem(address.token, takeover);
    if (answer.ok) goTo(`/c/${answer.value.ceremonyId}/${answer.value.person.personId}`, { replace: true });
    else if (answer.problem?.code === 'other-device') setStep({ at: 'other-device' });
    else setStep({ at: 'refused', problem: answer.problem });
  };

  const dead = step.at === 'refused' && step.problem !== null ? deadLink(step.problem.code) : null;
  if (dead !== null && step.at === 'refused' && step.problem !== null) {
    return (
      <MessagePage title={dead.title}>
        <p>{problemSentence(step.problem.code)}</p>
        <p>{dead.todo}</p>
      </MessagePage>
    );
  }
  return (
    <MessagePage
      title={words.linkTitle}
      actions={
        <Button kind="act" busy={step.at === 'entering'} onClick={() => void enter(false)}>
          {step.at === 'entering' ? words.entering : words.enter}
        </Button>
      }
    >
      <p>{words.linkBody}</p>
      {step.at === 'refused' && <ProblemNotice problem={step.problem} />}
      {step.at === 'other-device' && (
        <Dialog
          title={words.otherDeviceTitle}
          onClose={() => setStep((now) => (now.at === 'other-device' ? { at: 'door' } : now))}
          actions={
            <>
              <Button kind="act" onClick={() => void enter(true)}>
                {words.moveHere}
              </Button>
              <Button onClick={() => setStep({ at: 'door' })}>{common().cancel}</Button>
            </>
          }
        >
          <p>{words.otherDeviceBody}</p>
        </Dialog>
      )}
    </MessagePage>
  );
};
