import { useEffect, useLayoutEffect } from 'preact/hooks';

/** To the content of the screen, past the bar at its head. */
export const focusContent = (): void => {
  const content = document.getElementById('content');
  content?.setAttribute('tabindex', '-1');
  content?.focus();
};

let isFirstScreen = true;

/**
 * Sets the look of the whole page for as long as the calling screen stands: auditorium (live) or hall (documents). A
 * screen that follows another takes the focus, which would be lost with what it stood on.
 */
export const useRoom = (room: 'auditorium' | 'hall', title?: string): void => {
  useLayoutEffect(() => {
    document.documentElement.dataset['room'] = room;
    if (title !== undefined) document.title = title === 'Teken' ? title : `${title} · Teken`;
  }, [room, title]);
  useEffect(() => {
    if (!isFirstScreen && document.activeElement === document.body) focusContent();
    isFirstScreen = false;
  }, []);
};
