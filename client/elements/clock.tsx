import { clock, clockWithSeconds } from '../i18n/formats.ts';
import { useNow } from '../state/ticking.ts';

/** The server's time of day in the ceremony's zone. */
export const Clock = ({
  now,
  zone,
  seconds = false,
}: {
  readonly now: () => number;
  readonly zone: string;
  readonly seconds?: boolean;
}) => {
  const at = useNow(now);
  return (
    <time class="clock" dateTime={new Date(at).toISOString()}>
      {seconds ? clockWithSeconds(at, zone, true) : clock(at, zone)}
    </time>
  );
};
