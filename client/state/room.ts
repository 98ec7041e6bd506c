import { useLayoutEffect } from 'preact/hooks';

/** Sets the look of the whole page for as long as the calling screen stands: auditorium (live) or hall (documents). */
export const useRoom = (room: 'auditorium' | 'hall', title?: string): void => {
  useLayoutEffect(() => {
    document.documentElement.dataset['room'] = room;
    if (title !== undefined) document.title = title === 'Teken' ? title : `${title} · Teken`;
  }, [room, title]);
};
