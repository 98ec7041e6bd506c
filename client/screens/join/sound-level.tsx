import { useEffect, useRef } from 'preact/hooks';
import { join } from '../../i18n/join.ts';

/** A hairline that moves with one's voice, so that one sees being heard. */
export const SoundLevel = ({ track }: { readonly track: MediaStreamTrack }) => {
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 512 });
    const source = context.createMediaStreamSource(new MediaStream([track]));
    source.connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const loudness = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
      // Speech at arm's length is about 0.05 of full scale: that shall fill half of the line.
      if (bar.current !== null) bar.current.style.transform = `scaleX(${Math.min(1, loudness * 10)})`;
    }, 80);
    return () => {
      clearInterval(timer);
      source.disconnect();
      void context.close();
    };
  }, [track]);
  return (
    <div class="sound-level" role="img" aria-label={join().devices.level}>
      <span ref={bar} />
    </div>
  );
};
