import './top-bar.css';
import type { ComponentChildren } from 'preact';
import { common } from '../i18n/common.ts';
import { focusContent } from '../state/room.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { Mark } from './mark.tsx';
import { RehearsalMark, SampleMark } from './sample-mark.tsx';

/**
 * The bar at the head of every screen: mark, what this screen is (`brand`, else Teken), the occasion's title, what the
 * screen adds (`children`: live dot, clock, one button), the language.
 */
export const TopBar = ({
  brand,
  title,
  titleIsHeading = false,
  live = false,
  sample = false,
  rehearsal = false,
  children,
}: {
  readonly brand?: string;
  readonly title?: string;
  readonly titleIsHeading?: boolean;
  readonly live?: boolean;
  readonly sample?: boolean;
  readonly rehearsal?: boolean;
  readonly children?: ComponentChildren;
}) => {
  const words = common();
  const Title = titleIsHeading ? 'h1' : 'p';
  return (
    <header class="top-bar">
      {/* Not a link to #content: what stands after # says where in the ceremony one is (router.ts). */}
      <button type="button" class="skip-link" onClick={focusContent}>
        {words.skipToContent}
      </button>
      <p class="top-bar-brand">
        <Mark />
        <span>{brand ?? words.teken}</span>
      </p>
      <div class="top-bar-occasion">
        {title !== undefined && <Title class="top-bar-title">{title}</Title>}
        {rehearsal && <RehearsalMark />}
        {sample && <SampleMark />}
      </div>
      <div class="top-bar-end">
        {live && (
          <p class="live-dot">
            <span aria-hidden="true" />
            {words.live}
          </p>
        )}
        {children}
        <LanguageSwitch />
      </div>
    </header>
  );
};
