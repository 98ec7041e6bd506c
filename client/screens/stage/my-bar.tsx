import './my-bar.css';
import { useEffect, useState } from 'preact/hooks';
import { CameraIcon, DocumentIcon, FiguresIcon, MicrophoneIcon } from '../../elements/icons.tsx';
import { NetworkState } from '../../elements/network-state.tsx';
import { VideoTile } from '../../elements/video-tile.tsx';
import { common } from '../../i18n/common.ts';
import { say } from '../../i18n/language.ts';
import { stage as stageWords } from '../../i18n/stage.ts';
import { goToPlace, place } from '../../router.ts';
import type { Device } from '../../state/live.ts';
import { useVisit } from '../../state/visit.ts';
import { Control } from './control.tsx';

const Me = () => {
  const { session, live } = useVisit();
  const words = common();
  const { person } = session;
  const camera = live.devices.camera.value;
  return (
    <div class="my-bar-me">
      <VideoTile stream={camera.outcome === 'granted' ? live.own.value : null} label={stageWords().you} mirrored />
      <div>
        <p class="my-bar-name">{person.name}</p>
        <p>{say(person.position)}</p>
        {(person.representing !== null || session.officials > 0) && (
          <p>
            {person.representing !== null && (
              <span class="my-bar-representing">{words.representing(say(person.representing))}</span>
            )}
            {session.officials > 0 && <span class="my-bar-officials">{words.officials(session.officials)}</span>}
          </p>
        )}
      </div>
    </div>
  );
};

const WORTH_SAYING: ReadonlySet<Device['outcome']> = new Set([
  'denied',
  'missing',
  'taken',
  'insecure',
  'unsupported',
  'ended',
]);

/** A delegation's own acts follow the first picture, unless it is being called just now. */
const ACTS_AFTER_MS = 2_500;

const useDelegationActs = (): typeof import('./delegation-acts.tsx') | null => {
  const { session, topics } = useVisit();
  const [acts, setActs] = useState<typeof import('./delegation-acts.tsx') | null>(null);
  const isDelegation = session.person.role === 'delegation';
  const isCalled = topics.self.value?.rollCall === 'open';
  useEffect(() => {
    if (!isDelegation || acts !== null) return undefined;
    // Not reached now: the next roll call asks again.
    const bring = (): void => void import('./delegation-acts.tsx').then(setActs, () => undefined);
    const timer = setTimeout(bring, isCalled ? 0 : ACTS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isDelegation, isCalled, acts]);
  return acts;
};

/** Words about a camera that fails come with the first failure. */
const useDeviceTrouble = (isWanted: boolean): typeof import('./device-trouble.tsx') | null => {
  const [trouble, setTrouble] = useState<typeof import('./device-trouble.tsx') | null>(null);
  useEffect(() => {
    if (isWanted) import('./device-trouble.tsx').then(setTrouble, () => undefined);
  }, [isWanted]);
  return trouble;
};

/** Oneself: picture, name and for whom one is here, camera and microphone, the way to the desk, the network. */
export const MyBar = ({ onFigures }: { readonly onFigures: (() => void) | null }) => {
  const { live, topics } = useVisit();
  const words = stageWords();
  const acts = useDelegationActs();
  const isClosed = topics.stage.value?.phase === 'closed';
  const { camera, microphone } = { camera: live.devices.camera.value, microphone: live.devices.microphone.value };
  const isCameraOn = camera.outcome === 'granted';
  const isHeard = microphone.outcome === 'granted' && !live.microphoneMuted.value;
  const failed = [camera, microphone].find(({ outcome }) => WORTH_SAYING.has(outcome));
  const trouble = useDeviceTrouble(failed !== undefined);
  const agreements = topics.self.value?.agreements ?? [];
  const awaiting = agreements.filter(
    ({ mine, sessionState }) => mine === 'your-turn' && sessionState === 'open',
  ).length;

  const switchCamera = (): void => {
    live.wanted.camera.value = isCameraOn ? 'off' : live.appearing.value === null ? 'on' : 'auto';
    if (!isCameraOn) live.retryDevice('camera');
  };
  const switchMicrophone = (): void => {
    // A microphone that failed is tried again; one that works, or is not open yet, is muted and unmuted.
    if (WORTH_SAYING.has(microphone.outcome)) live.retryDevice('microphone');
    else live.microphoneMuted.value = !live.microphoneMuted.value;
  };

  return (
    <footer class="my-bar">
      <Me />
      <div class="my-bar-controls" role="group" aria-label={words.controls}>
        {!isClosed && (
          <>
            <Control
              pressed={!live.microphoneMuted.value}
              note={live.appearing.value === null ? words.alone : undefined}
              onClick={switchMicrophone}
              icon={<MicrophoneIcon off={live.microphoneMuted.value || (live.appearing.value !== null && !isHeard)} />}
            >
              {live.microphoneMuted.value ? words.muted : words.microphone}
            </Control>
            <Control pressed={isCameraOn} onClick={switchCamera} icon={<CameraIcon off={!isCameraOn} />}>
              {words.camera}
            </Control>
          </>
        )}
        {acts !== null && <acts.DelegationActs />}
        {agreements.length > 0 && (
          <Control onClick={() => goToPlace('desk')} icon={<DocumentIcon />} emphasis={awaiting > 0}>
            {awaiting > 0 ? words.deskWaiting(awaiting) : words.desk}
          </Control>
        )}
        {agreements.length === 0 && place.value === 'stage' && (
          <Control onClick={() => goToPlace('')} icon={<DocumentIcon />}>
            {words.workplace}
          </Control>
        )}
        {isClosed && (
          <Control onClick={() => goToPlace('papers')} icon={<DocumentIcon />}>
            {words.papers}
          </Control>
        )}
        {onFigures !== null && (
          <Control onClick={onFigures} icon={<FiguresIcon />}>
            {words.figures}
          </Control>
        )}
      </div>
      <div class="my-bar-network">
        {trouble !== null && failed !== undefined && <trouble.DeviceTrouble outcome={failed.outcome} />}
        <NetworkState />
      </div>
    </footer>
  );
};
