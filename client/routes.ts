import type { ComponentType } from 'preact';
import type { Role } from '#contract/constants';

/** Brings a screen when it is needed; each import is a chunk of its own. */
export type Load = () => Promise<ComponentType>;

const stage: Load = () => import('./screens/stage/stage-screen.tsx').then((file) => file.StageScreen);

const desk: Load = () => import('./screens/desk/desk-screen.tsx').then((file) => file.DeskScreen);
const director: Load = () => import('./screens/director/director-screen.tsx').then((file) => file.DirectorScreen);
const officer: Load = () => import('./screens/officer/officer-screen.tsx').then((file) => file.OfficerScreen);

/** The way in: the notice, then the devices. */
export const arrival: Load = () => import('./screens/join/arrival-screen.tsx').then((file) => file.ArrivalScreen);

/** What may be taken away, drawn up on demand. */
const papers: Load = () => import('./screens/papers/papers-screen.tsx').then((file) => file.PapersScreen);

/** Before an officer lets somebody in. */
export const lobby: Load = () => import('./screens/lobby/lobby-screen.tsx').then((file) => file.LobbyScreen);

/** What each role sees on entering a ceremony. Screens read everything from `useVisit()`. */
export const homes: { readonly [role in Role]: Load } = {
  principal: stage,
  minister: stage,
  official: stage,
  mc: stage,
  director,
  protocol: officer,
  legal: officer,
  signatory: desk,
  delegation: stage,
  aide: stage,
  moderator: stage,
};

/** Further places within a ceremony by their word after # (router.ts, goToPlace), for whoever may be there. */
export const places: { readonly [word: string]: Load } = { stage, desk, papers };

/** Screens for anybody, without an invitation. */
export const openScreens: {
  readonly welcome: Load;
  readonly link: Load;
  readonly verify: Load;
  readonly tablet: Load;
  readonly nowhere: Load;
} = {
  welcome: () => import('./screens/welcome/welcome-screen.tsx').then((file) => file.WelcomeScreen),
  link: () => import('./screens/join/link-screen.tsx').then((file) => file.LinkScreen),
  tablet: () => import('./screens/table/tablet.tsx').then((file) => file.Tablet),
  nowhere: () => import('./screens/outside.tsx').then((file) => file.NotFoundPage),
  verify: () => import('./screens/verify/verify-screen.tsx').then((file) => file.VerifyScreen),
};
