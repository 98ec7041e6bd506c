import { useState } from 'preact/hooks';
import type { Problem } from '#contract/problems';
import type { MyAgreementView } from '#contract/views';
import { useVisit } from '../../state/visit.ts';
import { signAgreement, type SigningStep } from './sign-agreement.ts';
import { deskOf, toSign } from './signing-line.ts';
import type { DeviceKey } from './use-device-key.ts';

export type SigningState =
  | { readonly at: 'rest' }
  | { readonly at: 'signing'; readonly step: SigningStep }
  | { readonly at: 'refused'; readonly detail: string }
  | { readonly at: 'problem'; readonly problem: Problem | null };

/** The gesture and how far it is. That it is signed is not said here: the topic `self` says it. */
export const useSigning = (
  agreement: MyAgreementView,
  deviceKey: DeviceKey,
): { readonly state: SigningState; readonly sign: () => void } => {
  const visit = useVisit();
  const [state, setState] = useState<SigningState>({ at: 'rest' });

  const run = async (): Promise<void> => {
    const asked = toSign(agreement, deviceKey);
    if (asked === null || state.at === 'signing') return;
    const outcome = await signAgreement(deskOf(visit, agreement.agreementId), asked, (step) =>
      setState({ at: 'signing', step }),
    );
    if (outcome.outcome === 'refused') setState({ at: 'refused', detail: outcome.detail });
    // Signed: the button stays busy for the blink until `self` turns the screen.
    else if (outcome.outcome === 'problem') setState({ at: 'problem', problem: outcome.problem });
  };
  const sign = (): void => {
    run().catch(() => setState({ at: 'problem', problem: null }));
  };
  return { state, sign };
};
