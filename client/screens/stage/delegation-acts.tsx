import { Icon, SealIcon } from '../../elements/icons.tsx';
import { delegation } from '../../i18n/delegation.ts';
import { useVisit } from '../../state/visit.ts';
import { Control } from './control.tsx';

const HandIcon = () => (
  <Icon>
    <path d="M7 13V6.5a1.5 1.5 0 0 1 3 0V11V4.5a1.5 1.5 0 0 1 3 0V11V6a1.5 1.5 0 0 1 3 0v6V9a1.5 1.5 0 0 1 3 0v6a6 6 0 0 1-6 6h-1.5a6 6 0 0 1-4.7-2.3L4 13.5a1.6 1.6 0 0 1 2.5-1.9z" />
  </Icon>
);

/** What a delegation does from its room: it says that it is present, and raises its hand. */
export const DelegationActs = () => {
  const { topics, connection } = useVisit();
  const words = delegation();
  const self = topics.self.value;
  if (self === null) return null;
  const { rollCall, hand } = self;
  const phase = topics.stage.value?.phase;
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
      {(phase === 'open' || phase === 'live') && (
        <Control
          pressed={hand !== null}
          onClick={() => void connection.command(hand === null ? 'hand:raise' : 'hand:lower', {})}
          icon={<HandIcon />}
        >
          {hand === null ? words.raise : words.raised(hand.place, hand.of)}
        </Control>
      )}
    </>
  );
};
