import type { ComponentType } from 'preact';
import type { Role } from '#contract/constants';

/** Brings a screen when it is needed; each import is a chunk of its own. */
export type Load = () => Promise<ComponentType>;

const stage: Load = () => import('./screens/stage/stage-screen.tsx').then((file) => file.StageScreen);

/** The way in: the notice, then the devices. */
export const arrival: Load = () => import('./screens/join/arrival-screen.tsx').then((file) => file.ArrivalScreen);

/** What each role sees on entering a ceremony. Screens read everything from `useVisit()`. */
export const homes: { readonly [role in Role]: Load } = {
  principal: stage,
  minister: stage,
  official: stage,
  mc: stage,
  director: stage,
  protocol: stage,
  legal: stage,
  signatory: stage,
  delegation: stage,
};

/** Further places within a ceremony by their word after # (router.ts, goToPlace), for whoever may be there. */
export const places: { readonly [word: string]: Load } = {};

/** Screens for anybody, without an invitation. */
export const openScreens: { readonly welcome: Load; readonly link: Load; readonly verify: Load | null } = {
  welcome: () => import('./screens/welcome/welcome-screen.tsx').then((file) => file.WelcomeScreen),
  link: () => import('./screens/join/link-screen.tsx').then((file) => file.LinkScreen),
  verify: null,
};
