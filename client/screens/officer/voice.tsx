import { useEffect, useRef } from 'preact/hooks';

/** The sound of the one who is being checked; nobody else of the green room is heard. */
export const Voice = ({ stream }: { readonly stream: MediaStream }) => {
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = audio.current;
    if (element === null) return;
    if (element.srcObject !== stream) element.srcObject = stream;
    // The officer has just pressed a name, so the browser lets it sound; if not, the picture is what counts.
    element.play().catch(() => undefined);
  }, [stream]);
  return <audio ref={audio} />;
};
