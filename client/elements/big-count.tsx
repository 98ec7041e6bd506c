import './big-count.css';
import { useRef } from 'preact/hooks';
import { number } from '../i18n/formats.ts';

/** The great number of the occasion, over the whole. A digit that changes rolls in; the others stay. */
export const BigCount = ({ value, of }: { readonly value: number; readonly of: number }) => {
  const before = useRef(value);
  const digits = number(value);
  const earlier = number(before.current).padStart(digits.length);
  const hasMoved = value !== before.current;
  before.current = value;
  return (
    <p class="big-count">
      <span class="for-ears">{`${digits} / ${number(of)}`}</span>
      <span class="big-count-value" aria-hidden="true">
        {digits.split('').map((digit, place) => (
          <span
            key={`${digits.length - place}-${digit}`}
            class={hasMoved && earlier[place] !== digit ? 'is-rolling' : undefined}
          >
            {digit}
          </span>
        ))}
      </span>
      <span class="big-count-of" aria-hidden="true">
        /{number(of)}
      </span>
    </p>
  );
};
