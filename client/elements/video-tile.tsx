import './video-tile.css';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Mark } from './mark.tsx';

/**
 * A person's moving picture. Sound is played elsewhere (StageSound), so the picture is always muted and may start by
 * itself. Without a picture the mark stands still in its place. `mirrored` is for oneself.
 */
export const VideoTile = ({
  stream,
  label,
  mirrored = false,
  whole = false,
  children,
}: {
  readonly stream: MediaStream | null;
  readonly label: string;
  readonly mirrored?: boolean;
  /** Shows the whole picture instead of filling the tile. */
  readonly whole?: boolean;
  readonly children?: ComponentChildren;
}) => {
  const video = useRef<HTMLVideoElement>(null);
  const hasPicture = stream !== null && stream.getVideoTracks().length > 0;
  useLayoutEffect(() => {
    if (video.current !== null && video.current.srcObject !== stream) video.current.srcObject = stream;
  }, [stream, hasPicture]);
  return (
    <figure class="video-tile">
      {hasPicture ? (
        <video
          ref={video}
          class={`${mirrored ? 'is-mirrored' : ''} ${whole ? 'is-whole' : ''}`}
          autoPlay
          playsInline
          muted
          disablePictureInPicture
          aria-label={label}
        />
      ) : (
        <div class="video-tile-empty">
          <Mark />
          <span class="for-ears">{label}</span>
        </div>
      )}
      {children}
    </figure>
  );
};
