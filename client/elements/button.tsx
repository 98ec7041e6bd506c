import './button.css';
import type { ComponentChildren } from 'preact';

/**
 * `act` is the one red act of a screen; `line` everything else; `word` a button that reads as a link. While `busy` it
 * keeps its place and width, and cannot be pressed again.
 */
export const Button = ({
  kind = 'line',
  busy = false,
  disabled = false,
  large = false,
  onClick,
  children,
  type = 'button',
  autofocus = false,
}: {
  readonly kind?: 'act' | 'line' | 'word';
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly large?: boolean;
  readonly onClick?: () => void;
  readonly children: ComponentChildren;
  readonly type?: 'button' | 'submit';
  readonly autofocus?: boolean;
}) => (
  <button
    class={`button button-${kind}${large ? ' button-large' : ''}`}
    type={type}
    disabled={disabled}
    aria-busy={busy}
    autoFocus={autofocus}
    onClick={busy ? undefined : onClick}
  >
    {children}
  </button>
);
