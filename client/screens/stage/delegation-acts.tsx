import { HandIcon, SealIcon } from '../../elements/icons.tsx';
import { delegation } from '../../i18n/delegation.ts';
import { useVisit } from '../../state/visit.ts';
import { Control } from './control.tsx';

/** What a delegation does from its room: it says that it is present, and raises its hand. */
export const DelegationActs = () => {
  const { topics, connection } = useVisit();
  const words = delegation();
  const self = topics.self.value;
  if (self === null) return null;
  const { rollCall, hand } = self;
  return (
    <>
      {rollCall !== 'none' && (
        <Control
          pressed={rollCall === 'answered'}
          emphasis={rollCall === 'open'}
          // What the hall was told stays told.
          onClick={() => void (rollCall === 'open' && connection.command('roll-call:answer', {}))}
          icon={<SealIcon />}
        >
          {rollCall === 'open' ? words.present : words.presentSaid}
        </Control>
      )}
      <Control
        pressed={hand !== null}
        onClick={() => void connection.command(hand === null ? 'hand:raise' : 'hand:lower', {})}
        icon={<HandIcon />}
      >
        {hand === null ? words.raise : words.raised(hand.place, hand.of)}
      </Control>
    </>
  );
};
