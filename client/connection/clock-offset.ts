/** One exchange with the server's clock; all in milliseconds, `at` by the server, the others by this machine. */
export type ClockSample = { readonly sentAt: number; readonly at: number; readonly receivedAt: number };

export const roundTripOf = ({ sentAt, receivedAt }: ClockSample): number => receivedAt - sentAt;

/** Server time minus local time, by the sample with the shortest round trip (its error is at most half of that). */
export const offsetOf = (samples: readonly ClockSample[]): number => {
  const best = samples.toSorted((one, other) => roundTripOf(one) - roundTripOf(other))[0];
  return best === undefined ? 0 : best.at - (best.sentAt + roundTripOf(best) / 2);
};
