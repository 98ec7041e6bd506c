// Cameras and microphones with plain outcomes. Nobody is kept out of a ceremony for want of one.

export type DeviceKind = 'camera' | 'microphone';

/**
 * `denied`: refused by the person or the browser; `missing`: none is plugged in; `taken`: another program holds it;
 * `insecure`: the page is neither HTTPS nor localhost; `unsupported`: the browser has no such thing.
 */
export type DeviceFailure = 'denied' | 'missing' | 'taken' | 'insecure' | 'unsupported';

export type DeviceOutcome =
  | { readonly outcome: 'granted'; readonly track: MediaStreamTrack }
  | { readonly outcome: DeviceFailure };

/** `opening` until the person answered; `ended`: unplugged, or the permission was taken back. */
export type DeviceState = DeviceOutcome | { readonly outcome: 'opening' | 'ended' | 'released' };

const CAMERA: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 25, max: 30 },
};
const MICROPHONE: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

/** Camera and microphone apart, so that the want of one does not cost the other. */
export const openCamera = (deviceId?: string): Promise<DeviceOutcome> =>
  open({ video: { ...CAMERA, ...chosen(deviceId) } });
export const openMicrophone = (deviceId?: string): Promise<DeviceOutcome> =>
  open({ audio: { ...MICROPHONE, ...chosen(deviceId) } });

const chosen = (deviceId: string | undefined): MediaTrackConstraints =>
  deviceId === undefined ? {} : { deviceId: { ideal: deviceId } };

async function open(constraints: MediaStreamConstraints): Promise<DeviceOutcome> {
  if (!isSecureContext) return { outcome: 'insecure' };
  if (!('mediaDevices' in navigator)) return { outcome: 'unsupported' };
  try {
    const [track] = (await navigator.mediaDevices.getUserMedia(constraints)).getTracks();
    return track ? { outcome: 'granted', track } : { outcome: 'missing' };
  } catch (error) {
    return { outcome: failureOf(error) };
  }
}

/** Media Capture and Streams §10.2, and what browsers throw besides. */
export function failureOf(error: unknown): DeviceFailure {
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'taken';
    default:
      return 'unsupported';
  }
}

export type HeldDevice = {
  readonly state: () => DeviceState;
  /** Asks again, after the person has freed the device or changed a setting. */
  retry(): Promise<void>;
  /** Stops the device; its light goes out. */
  release(): void;
};

/**
 * Opens a device and keeps it: when it is unplugged the state says `ended`, and when one is plugged in (again) it is
 * opened without asking. `onState` hears of every change, the first outcome included.
 */
export function holdDevice(kind: DeviceKind, onState: (state: DeviceState) => void, deviceId?: string): HeldDevice {
  let state: DeviceState = { outcome: 'opening' };
  let opening: Promise<void> | null = null;

  function become(next: DeviceState): void {
    state = next;
    onState(next);
  }

  async function acquire(): Promise<void> {
    const outcome = await (kind === 'camera' ? openCamera(deviceId) : openMicrophone(deviceId));
    if (state.outcome === 'released') {
      if (outcome.outcome === 'granted') outcome.track.stop();
      return;
    }
    if (outcome.outcome === 'granted') {
      const { track } = outcome;
      track.addEventListener('ended', () => {
        if (state.outcome === 'granted' && state.track === track) become({ outcome: 'ended' });
      });
    }
    // A retry that ends as the last one did is no news, except to the person who asked for it: `retry` resolves.
    if (outcome.outcome === 'granted' || outcome.outcome !== state.outcome) become(outcome);
  }

  async function retry(): Promise<void> {
    if (state.outcome === 'granted' || state.outcome === 'released') return;
    opening ??= acquire().finally(() => {
      opening = null;
    });
    await opening;
  }

  // Only after an unplugging or want of a device: a person who said no is not asked again by a cable.
  const onPlugged = (): void => {
    if (state.outcome === 'ended' || state.outcome === 'missing') void retry();
  };
  const devices = 'mediaDevices' in navigator ? navigator.mediaDevices : null;
  devices?.addEventListener('devicechange', onPlugged);
  void retry();

  return {
    state: () => state,
    retry,
    release() {
      devices?.removeEventListener('devicechange', onPlugged);
      if (state.outcome === 'granted') state.track.stop();
      become({ outcome: 'released' });
    },
  };
}
