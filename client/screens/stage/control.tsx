import type { ComponentChildren } from 'preact';

/** One button of the bar: a picture and a word. */
export const Control = ({
  pressed,
  onClick,
  icon,
  children,
  note,
  emphasis = false,
}: {
  readonly pressed?: boolean;
  readonly onClick: () => void;
  readonly icon: ComponentChildren;
  readonly children: ComponentChildren;
  readonly note?: string | undefined;
  readonly emphasis?: boolean;
}) => (
  <button
    type="button"
    class={`control ${emphasis ? 'is-emphasised' : ''}`}
    aria-pressed={pressed}
    title={note}
    onClick={onClick}
  >
    {icon}
    <span>{children}</span>
  </button>
);
