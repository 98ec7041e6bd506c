import { batch } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../elements/button.tsx';
import { CameraIcon, MicrophoneIcon } from '../../elements/icons.tsx';
import { VideoTile } from '../../elements/video-tile.tsx';
import { devices } from '../../i18n/devices.ts';
import { join } from '../../i18n/join.ts';
import type { Device } from '../../state/live.ts';
import { useVisit } from '../../state/visit.ts';
import { SoundLevel } from './sound-level.tsx';

type Kind = 'camera' | 'microphone';
const KINDS: readonly Kind[] = ['camera', 'microphone'];
const MENDABLE: ReadonlySet<Device['outcome']> = new Set(['denied', 'missing', 'taken', 'ended']);

const DeviceRow = ({ kind }: { readonly kind: Kind }) => {
  const { live } = useVisit();
  const { devices: words } = join();
  const device = live.devices[kind].value;
  const isReady = device.outcome === 'granted';
  const isBad = MENDABLE.has(device.outcome) || device.outcome === 'insecure' || device.outcome === 'unsupported';
  return (
    <li class={`device-row ${isReady ? 'is-ready' : ''} ${isBad ? 'is-bad' : ''}`} data-outcome={device.outcome}>
      {kind === 'camera' ? <CameraIcon off={isBad} /> : <MicrophoneIcon off={isBad} />}
      <div>
        <strong>{words[kind]}</strong>
        <p role="status">{devices().outcomes[device.outcome]}</p>
        {kind === 'microphone' && device.outcome === 'granted' && <SoundLevel track={device.track} />}
      </div>
      {MENDABLE.has(device.outcome) && <Button onClick={() => live.retryDevice(kind)}>{words.retry}</Button>}
    </li>
  );
};

/** Camera and microphone tried with a preview and plain words. Nobody is kept out for want of one. */
export const DeviceCheck = () => {
  const { live, arrived, topics } = useVisit();
  const { devices: words } = join();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const camera = live.devices.camera.value;
  const microphone = live.devices.microphone.value;
  const isTried = live.wanted.camera.value === 'on' && live.wanted.microphone.value === 'on';
  const isSettled = camera.outcome !== 'off' && camera.outcome !== 'opening';

  const goIn = (withCamera: boolean): void => {
    // From here on the devices open by themselves while one is asked to appear, and close again afterwards.
    // All at once: what was tried stays open, and what was not wanted does not open for a moment.
    batch(() => {
      live.wanted.camera.value = withCamera ? 'auto' : 'off';
      live.wanted.microphone.value = 'auto';
      arrived.value = true;
    });
  };

  // Whoever comes after the closing appears nowhere any more: they are let in to what is theirs.
  const isClosed = topics.stage.value?.phase === 'closed';
  useEffect(() => {
    if (isClosed) goIn(false);
  }, [isClosed]);

  return (
    <section class="arrival-step" aria-labelledby="devices-title">
      <h2 id="devices-title" tabIndex={-1} ref={heading}>
        {words.title}
      </h2>
      <p class="arrival-quiet">{words.body}</p>
      <div class="device-check">
        <VideoTile stream={isTried ? live.own.value : null} label={words.preview} mirrored />
        <ul>
          {KINDS.map((kind) => (
            <DeviceRow key={kind} kind={kind} />
          ))}
        </ul>
      </div>
      <p class="arrival-quiet">{words.stillPart}</p>
      <div class="arrival-act">
        {isTried && isSettled && (camera.outcome === 'granted' || microphone.outcome === 'granted') ? (
          <Button kind="act" large onClick={() => goIn(camera.outcome === 'granted')}>
            {words.goIn}
          </Button>
        ) : (
          <Button
            kind="act"
            large
            busy={isTried && !isSettled}
            disabled={isTried && isSettled}
            onClick={() => {
              live.wanted.camera.value = 'on';
              live.wanted.microphone.value = 'on';
            }}
          >
            {words.check}
          </Button>
        )}
        {camera.outcome !== 'granted' && <Button onClick={() => goIn(false)}>{words.goWithout}</Button>}
      </div>
    </section>
  );
};
