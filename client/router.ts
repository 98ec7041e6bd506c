import { signal } from '@preact/signals';

// The few addresses there are (HTTP serves the same page for all of them). The part after # says where inside a
// ceremony somebody is (`#desk`), so that a reload brings them back there.

const here = (): string => (typeof location === 'undefined' ? '/' : location.pathname);
const within = (): string => (typeof location === 'undefined' ? '' : location.hash.slice(1));

export const path = signal(here());
export const place = signal(within());

const read = (): void => {
  path.value = here();
  place.value = within();
};

/** Called once by main.tsx. */
export const followAddress = (): void => {
  addEventListener('popstate', read);
  addEventListener('hashchange', read);
};

/** To another address without a page load. A personal link is replaced, so that "back" does not redeem it again. */
export const goTo = (address: string, { replace = false } = {}): void => {
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  read();
};

/** To another place within the ceremony, such as `desk`; the empty word is the stage. */
export const goToPlace = (word: string): void => goTo(`${location.pathname}${word === '' ? '' : `#${word}`}`);

export type Address =
  | { readonly at: 'welcome' }
  | { readonly at: 'link'; readonly token: string }
  | { readonly at: 'ceremony'; readonly ceremonyId: string; readonly personId: string }
  | { readonly at: 'verify'; readonly code: string | null }
  | { readonly at: 'table-link'; readonly token: string }
  | { readonly at: 'table'; readonly ceremonyId: string }
  | { readonly at: 'nowhere' };

export const readAddress = (pathname: string): Address => {
  const [, first = '', second = '', third = '', ...more] = pathname.replace(/\/+$/, '').split('/');
  if (first === '') return { at: 'welcome' };
  if (first === 'j' && second !== '' && third === '') return { at: 'link', token: second };
  if (first === 'c' && second !== '' && third !== '' && more.length === 0) {
    return { at: 'ceremony', ceremonyId: second, personId: third };
  }
  if (first === 'verify' && third === '') return { at: 'verify', code: second === '' ? null : second };
  if (first === 't' && second !== '' && third === '') return { at: 'table-link', token: second };
  if (first === 'table' && second !== '' && third === '') return { at: 'table', ceremonyId: second };
  return { at: 'nowhere' };
};
