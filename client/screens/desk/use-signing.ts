import { useState } from 'preact/hooks';
import type { Problem } from '#contract/problems';
import type { MyAgreementView } from '#contract/views';
import { useVisit } from '../../state/visit.ts';
import { fetchBytes } from './fetch-bytes.ts';
import { signAgreement, type SigningStep } from './sign-agreement.ts';
import type { DeviceKey } from './use-device-key.ts';
import { documentPath } from './use-document.ts';

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
  const { session, connection } = useVisit();
  const [state, setState] = useState<SigningState>({ at: 'rest' });
  const { agreementId, consented, signatures } = agreement;

  const run = async (): Promise<void> => {
    const mine = signatures.find(({ isMe }) => isMe);
    if (deviceKey.state !== 'held' || consented === null || mine === undefined || state.at === 'signing') return;
    const path = documentPath(session.ceremonyId, session.person.personId, agreementId);
    const outcome = await signAgreement(
      {
        prepare: () => connection.command('signing:prepare', { agreementId }),
        fetchDocument: () => fetchBytes(path),
        fetchPrepared: () => fetchBytes(path.replace(/document$/, 'prepared')),
        complete: (signature) => connection.command('signing:complete', { agreementId, ...signature }),
      },
      {
        consented,
        field: mine.field,
        otherFields: signatures.filter(({ isMe }) => !isMe).map(({ field }) => field),
        key: deviceKey.key,
        certificate: deviceKey.certificate,
      },
      (step) => setState({ at: 'signing', step }),
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
