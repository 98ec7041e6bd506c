import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '#contract/problems';
import type { MyAgreementView } from '#contract/views';
import { useVisit } from '../../state/visit.ts';
import { checkRemote, signRemote, type Checked, type Entered, type RemoteDesk } from './sign-remote.ts';
import { deskOf } from './signing-line.ts';

export type RemoteState =
  | { readonly at: 'checking' | 'waiting' }
  | { readonly at: 'checked'; readonly problem: Problem | null }
  | { readonly at: 'refused'; readonly detail: string }
  | { readonly at: 'failed'; readonly problem: Problem | null };

/** Prepares and checks at once; signs when something was entered. That it is signed is said by the topic `self`. */
export const useRemoteSigning = (agreement: MyAgreementView) => {
  const visit = useVisit();
  const [state, setState] = useState<RemoteState>({ at: 'checking' });
  const [checked, setChecked] = useState<Checked | null>(null);
  const here = useRef(true);
  const { agreementId, consented, signatures } = agreement;
  const mine = signatures.find(({ isMe }) => isMe);
  const asked = {
    consented: consented ?? '',
    field: mine?.field ?? '',
    otherFields: signatures.filter(({ isMe }) => !isMe).map(({ field }) => field),
  };
  const desk: RemoteDesk = {
    ...deskOf(visit, agreementId),
    complete: (given) => visit.connection.command('signing:complete-remote', { agreementId, ...given }),
  };
  const become = (next: RemoteState): void => {
    if (here.current) setState(next);
  };

  useEffect(() => {
    here.current = true;
    const check = async (): Promise<void> => {
      const result = await checkRemote(desk, asked);
      if (result.outcome === 'checked') {
        setChecked(result);
        become({ at: 'checked', problem: null });
      } else if (result.outcome === 'refused') become({ at: 'refused', detail: result.detail });
      else become({ at: 'failed', problem: result.problem });
    };
    check().catch(() => become({ at: 'failed', problem: null }));
    return () => {
      here.current = false;
    };
  }, [agreementId]);

  const run = async (first: Checked, entered: Entered): Promise<void> => {
    become({ at: 'waiting' });
    const outcome = await signRemote(desk, asked, first, entered);
    if (outcome.outcome === 'refused') become({ at: 'refused', detail: outcome.detail });
    // Signed: it stays busy for the blink until `self` turns the screen.
    else if (outcome.outcome === 'problem') become({ at: 'checked', problem: outcome.problem });
  };
  return {
    state,
    preparedSha256: checked?.preparedSha256 ?? null,
    sign: (entered: Entered): void => {
      if (checked !== null && state.at === 'checked')
        run(checked, entered).catch(() => become({ at: 'failed', problem: null }));
    },
  };
};
