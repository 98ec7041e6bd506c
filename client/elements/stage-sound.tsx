import { useEffect, useRef } from 'preact/hooks';
import { useVisit } from '../state/visit.ts';

const Voice = ({ stream }: { readonly stream: MediaStream }) => {
  const { live } = useVisit();
  const audio = useRef<HTMLAudioElement>(null);
  const blocked = live.soundBlocked.value;
  useEffect(() => {
    const element = audio.current;
    if (element === null) return;
    if (element.srcObject !== stream) element.srcObject = stream;
    element.play().catch((error: unknown) => {
      // Autoplay policy: only a touch may start sound. Anything else (a stream gone meanwhile) needs no touch.
      if (error instanceof Error && error.name === 'NotAllowedError') live.soundBlocked.value = true;
    });
  }, [stream, blocked, live]);
  return <audio ref={audio} />;
};

/** The sound of everyone on stage, on whatever screen of the ceremony one is. One does not hear oneself. */
export const StageSound = () => {
  const { live, session } = useVisit();
  return (
    <div hidden>
      {[...live.people.stage.value].map(([personId, { audio }]) =>
        audio === null || personId === session.person.personId ? null : <Voice key={personId} stream={audio} />,
      )}
    </div>
  );
};
