import { useState } from 'preact/hooks';
import { MessagePage } from '../../elements/pages.tsx';
import { Button } from '../../elements/button.tsx';
import { desk } from '../../i18n/desk.ts';
import { goToPlace } from '../../router.ts';
import { useVisit } from '../../state/visit.ts';
import { AgreementList } from './agreement-list.tsx';
import { DeskRoom } from './desk-room.tsx';

/** Where a signatory, a minister or the principal reads and signs: one agreement, or the list of those there are. */
export const DeskScreen = () => {
  const { topics, session } = useVisit();
  const words = desk();
  const [chosen, setChosen] = useState<string | null>(null);
  const self = topics.self.value;
  if (self === null) return null;
  const { agreements } = self;
  const only = agreements.length === 1 ? agreements[0] : undefined;
  const agreement = only ?? agreements.find(({ agreementId }) => agreementId === chosen);
  if (agreements.length === 0) {
    return (
      <MessagePage
        title={words.nothingTitle}
        sample={session.sample}
        rehearsal={session.rehearsal}
        actions={<Button onClick={() => goToPlace('stage')}>{words.toStage}</Button>}
      >
        <p>{words.nothingBody}</p>
      </MessagePage>
    );
  }
  if (agreement === undefined) return <AgreementList self={self} onChoose={setChosen} />;
  return (
    <DeskRoom
      key={agreement.agreementId}
      self={self}
      agreement={agreement}
      onList={only === undefined ? () => setChosen(null) : null}
      onNext={setChosen}
    />
  );
};
