import './network-state.css';
import { common } from '../i18n/common.ts';
import { useVisit } from '../state/visit.ts';

/** Round trips in milliseconds up to which speech flows well, and up to which it is borne. */
const GOOD = 250;
const FAIR = 700;

/** The state of the line as bars and in words. */
export const NetworkState = () => {
  const { connection } = useVisit();
  const words = common().network;
  const { state } = connection.state.value;
  const roundTrip = connection.roundTrip.value ?? 0;
  const quality = roundTrip <= GOOD ? 'good' : roundTrip <= FAIR ? 'fair' : 'poor';
  const shown = state === 'connected' ? quality : state === 'connecting' ? 'connecting' : 'lost';
  const bars = { good: 4, fair: 3, poor: 1, connecting: 0, lost: 0 }[shown];
  return (
    <p class="network-state" data-network={shown}>
      <svg viewBox="0 0 24 20" aria-hidden="true">
        {[0, 1, 2, 3].map((bar) => (
          <rect
            key={bar}
            x={bar * 6.4}
            y={14 - bar * 4.2}
            width="4"
            height={6 + bar * 4.2}
            class={bar < bars ? 'on' : ''}
          />
        ))}
      </svg>
      <span>{words[shown]}</span>
    </p>
  );
};
