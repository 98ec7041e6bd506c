import { devices } from '../../i18n/devices.ts';
import type { Device } from '../../state/live.ts';

/** Why the camera or the microphone does not work. */
export const DeviceTrouble = ({ outcome }: { readonly outcome: Device['outcome'] }) => (
  <p class="my-bar-device" role="status">
    {devices().outcomes[outcome]}
  </p>
);
