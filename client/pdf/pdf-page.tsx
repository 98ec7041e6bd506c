import { useEffect, useRef, useState } from 'preact/hooks';
import { pdf } from '../i18n/pdf.ts';
import type { OpenedDocument } from './open-document.ts';

/** One page on paper. It keeps its place from the start, and is drawn when it comes near the window. */
export const PdfPage = ({
  document,
  number,
  scale,
  onDrawn,
}: {
  readonly document: OpenedDocument;
  readonly number: number;
  /** CSS pixels a point. */
  readonly scale: number;
  readonly onDrawn: (number: number) => void;
}) => {
  const words = pdf();
  const paper = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  const [isFailed, setFailed] = useState(false);
  const size = document.pages[number - 1] ?? { width: 595, height: 842 };

  useEffect(() => {
    const element = paper.current;
    if (element === null) return undefined;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && setNear(true), {
      rootMargin: '100% 0px',
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  useEffect(() => {
    if (!isNear) return undefined;
    const abort = new AbortController();
    const draw = async (): Promise<void> => {
      const pixels = Math.min(devicePixelRatio, 3);
      const canvas = await document.draw(number, scale * pixels, abort.signal);
      if (abort.signal.aborted) return;
      // The old drawing stands until the new one is whole: nothing flickers when a signature is added.
      picture.current?.replaceChildren(canvas);
      setFailed(false);
      onDrawn(number);
      if (layer.current !== null) await document.write(number, scale, layer.current);
    };
    draw().catch(() => {
      if (!abort.signal.aborted) setFailed(true);
    });
    return () => abort.abort();
  }, [document, number, scale, isNear, onDrawn]);

  return (
    <div
      ref={paper}
      class="pdf-page"
      data-page={number}
      role="region"
      aria-label={words.page(number, document.pages.length)}
      style={{
        width: `${size.width * scale}px`,
        height: `${size.height * scale}px`,
        '--total-scale-factor': String(scale),
      }}
    >
      <div ref={picture} class="pdf-picture" aria-hidden="true" />
      <div ref={layer} class="pdf-words" />
      {isFailed && (
        <p class="pdf-failed" role="alert">
          {words.pageFailed}
        </p>
      )}
    </div>
  );
};
