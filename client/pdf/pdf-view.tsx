import './pdf-view.css';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { pdf } from '../i18n/pdf.ts';
import type { OpenedDocument } from './open-document.ts';
import { PageRail } from './page-rail.tsx';
import { PdfPage } from './pdf-page.tsx';
import { useSeen } from './use-seen.ts';
import { ZoomControl, ZOOMS } from './zoom-control.tsx';

const GAP = 24;
/** Widest paper at zoom 1, in CSS pixels: a comfortable line. */
const WIDEST = 760;

/**
 * A document to be read: paper on a sunken ground, a rail with its pages beside it. Keys: PageUp, PageDown, Home, End go
 * from page to page, plus and minus change the size; arrows scroll, as everywhere.
 */
export const PdfView = ({
  document,
  title,
  seen,
  onSeen,
}: {
  readonly document: OpenedDocument;
  readonly title: string;
  /** Pages that count as seen; the rail shows them in gold. */
  readonly seen: readonly number[];
  readonly onSeen?: ((pages: readonly number[]) => void) | undefined;
}) => {
  const words = pdf();
  const window = useRef<HTMLDivElement>(null);
  const drawn = useRef(new Set<number>());
  const [width, setWidth] = useState(0);
  const [zoom, setZoom] = useState(1);
  const [current, setCurrent] = useState(1);

  useLayoutEffect(() => {
    const element = window.current;
    if (element === null) return undefined;
    const measure = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    measure.observe(element);
    return () => measure.disconnect();
  }, []);

  const isDrawn = useCallback((number: number) => drawn.current.has(number), []);
  const onDrawn = useCallback((number: number) => void drawn.current.add(number), []);
  const tellSeen = useRef(onSeen);
  tellSeen.current = onSeen;
  const onLook = useCallback((look: { readonly seen: readonly number[]; readonly current: number }) => {
    setCurrent(look.current);
    tellSeen.current?.(look.seen);
  }, []);
  useSeen(window, isDrawn, onLook);

  const goTo = (number: number): void => {
    const element = window.current;
    const page = element?.querySelector<HTMLElement>(`[data-page="${number}"]`);
    if (element === null || element === undefined || page === null || page === undefined) return;
    const top = page.getBoundingClientRect().top - element.getBoundingClientRect().top + element.scrollTop;
    element.scrollTo({ top: Math.max(0, top - GAP / 2) });
  };
  const step = (by: 1 | -1): void => {
    const at = ZOOMS.indexOf(zoom);
    setZoom(ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, at + by))] ?? 1);
  };
  useKeepPlace(window, zoom);

  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = document.pages.length;
    const keys: { readonly [key: string]: () => void } = {
      // A page may be taller than the window: then the key shows the rest of it first.
      PageDown: () => scrollOn(window.current, 1),
      PageUp: () => scrollOn(window.current, -1),
      Home: () => goTo(1),
      End: () => goTo(last),
      ArrowRight: () => goTo(Math.min(last, current + 1)),
      ArrowLeft: () => goTo(Math.max(1, current - 1)),
      '+': () => step(1),
      '=': () => step(1),
      '-': () => step(-1),
    };
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };

  const widest = Math.max(...document.pages.map((page) => page.width));
  const scale = width === 0 ? 0 : (Math.min(width, WIDEST) / widest) * zoom;
  return (
    <section class="pdf-view" aria-label={title}>
      <PageRail count={document.pages.length} current={current} seen={seen} onGo={goTo} marks={onSeen !== undefined} />
      {/* Scrolls, so it takes the focus and the keys. */}
      <div
        ref={window}
        class="pdf-window"
        tabIndex={0}
        role="group"
        aria-label={words.reading(title)}
        onKeyDown={onKey}
      >
        <div class="pdf-pages">
          {scale > 0 &&
            document.pages.map((_, index) => (
              <PdfPage key={index + 1} document={document} number={index + 1} scale={scale} onDrawn={onDrawn} />
            ))}
        </div>
      </div>
      <ZoomControl zoom={zoom} onStep={step} />
    </section>
  );
};

/** Nearly a window on. What overlaps is a tenth of a page at least, so that every part of it stands in view at once. */
const scrollOn = (element: HTMLElement | null, direction: 1 | -1): void => {
  if (element === null) return;
  const { clientHeight } = element;
  const page = element.querySelector<HTMLElement>('[data-page]')?.offsetHeight ?? 0;
  const overlap = Math.min(Math.max(clientHeight, page + GAP) / 10 + 2, clientHeight / 2);
  element.scrollBy({ top: direction * (clientHeight - overlap) });
};

/** Zooming keeps what stands in the middle in the middle. */
const useKeepPlace = (window: { readonly current: HTMLElement | null }, zoom: number): void => {
  const before = useRef(zoom);
  useEffect(() => {
    const element = window.current;
    if (element === null || before.current === zoom) return;
    const half = element.clientHeight / 2;
    element.scrollTop = ((element.scrollTop + half) * zoom) / before.current - half;
    element.scrollLeft = (element.scrollWidth - element.clientWidth) / 2;
    before.current = zoom;
  }, [window, zoom]);
};
