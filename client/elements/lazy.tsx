import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { common } from '../i18n/common.ts';

/** Shows a screen once its chunk is here. Until then nothing but a word for screen readers: most come within a blink. */
export const Lazy = ({
  load,
  whenFailed: Failed,
}: {
  readonly load: () => Promise<ComponentType>;
  readonly whenFailed: ComponentType;
}) => {
  const [loaded, setLoaded] = useState<{ readonly Screen: ComponentType } | 'failed' | null>(null);
  useEffect(() => {
    let here = true;
    load().then(
      (Screen) => here && setLoaded({ Screen }),
      () => here && setLoaded('failed'),
    );
    return () => {
      here = false;
    };
  }, [load]);
  if (loaded === 'failed') return <Failed />;
  if (loaded === null) {
    return (
      <p class="for-ears" role="status">
        {common().loading}
      </p>
    );
  }
  return <loaded.Screen />;
};
