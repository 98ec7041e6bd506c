import { useState } from 'preact/hooks';
import type { SelfView } from '#contract/views';
import { MessagePage } from '../../elements/pages.tsx';
import { Button } from '../../elements/button.tsx';
import { desk } from '../../i18n/desk.ts';
import { goToPlace } from '../../router.ts';
import { useVisit } from '../../state/visit.ts';
import { AgreementList } from './agreement-list.tsx';
import { DeskRoom } from './desk-room.tsx';
import { useDeviceKey } from './use-device-key.ts';
import { useSignAll } from './use-sign-all.ts';
import { useWitness } from './use-witness.ts';
import { WitnessWave } from './witness-wave.tsx';

const witnessesAll = ({ agreements }: SelfView): boolean =>
  agreements.every(({ signatures }) => signatures.find(({ isMe }) => isMe)?.capacity === 'witness');

/** Several agreements: the list, or one of them. A gesture goes on while one of them is looked at. */
const Several = ({ self }: { readonly self: SelfView }) => {
  const [chosen, setChosen] = useState<string | null>(null);
  // The key is made and enrolled here already, so that the first gesture need not wait for it.
  const deviceKey = useDeviceKey();
  const isWitness = witnessesAll(self);
  const signAll = useSignAll(self, deviceKey);
  const witness = useWitness(self, deviceKey);
  const agreement = self.agreements.find(({ agreementId }) => agreementId === chosen);
  if (agreement !== undefined) {
    return (
      <DeskRoom
        key={agreement.agreementId}
        self={self}
        agreement={agreement}
        onList={() => setChosen(null)}
        onNext={setChosen}
      />
    );
  }
  return isWitness ? (
    <WitnessWave self={self} deviceKey={deviceKey} witness={witness} onChoose={setChosen} />
  ) : (
    <AgreementList self={self} signAll={signAll} onChoose={setChosen} />
  );
};

/** Where a signatory, a minister or the principal reads and signs: one agreement, or the list of those there are. */
export const DeskScreen = () => {
  const { topics, session, table } = useVisit();
  const words = desk();
  const self = topics.self.value;
  if (self === null) return null;
  const [only] = self.agreements;
  if (only === undefined) {
    return (
      <MessagePage
        title={words.nothingTitle}
        sample={session.sample}
        rehearsal={session.rehearsal}
        actions={
          table === null ? (
            <Button onClick={() => goToPlace('stage')}>{words.toStage}</Button>
          ) : (
            <Button onClick={table.handOver}>{words.handOver}</Button>
          )
        }
      >
        <p>{words.nothingBody}</p>
      </MessagePage>
    );
  }
  if (self.agreements.length > 1) return <Several self={self} />;
  return <DeskRoom self={self} agreement={only} onList={null} onNext={() => undefined} />;
};
