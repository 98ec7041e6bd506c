import { useEffect, useState } from 'preact/hooks';
import { useVisit } from '../../state/visit.ts';

type Layer = typeof import('./scene-layer.tsx');

/** What scenes, captions and the like need on the screen, fetched when there first is one of them. */
export const useSceneLayer = (): Layer | null => {
  const { topics } = useVisit();
  const [layer, setLayer] = useState<Layer | null>(null);
  const stage = topics.stage.value;
  const self = topics.self.value;
  const isNeeded =
    stage !== null &&
    (stage.scene !== null ||
      stage.lowerThird !== null ||
      stage.signLanguage !== null ||
      stage.inauguration !== null ||
      stage.announcements.length > 0 ||
      self?.mayInaugurate === true ||
      (self?.messages.length ?? 0) > 0);
  useEffect(() => {
    // Not reached now: the next change that needs it asks again, and meanwhile those on stage are seen as they stand.
    if (isNeeded) import('./scene-layer.tsx').then(setLayer, () => undefined);
  }, [isNeeded]);
  return layer;
};
