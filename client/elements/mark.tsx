/** Kawung, the four-petalled batik motif: Teken's mark. */
export const Mark = () => (
  <svg class="mark" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.35" aria-hidden="true">
    <ellipse cx="12" cy="5.6" rx="2.7" ry="4.4" />
    <ellipse cx="12" cy="18.4" rx="2.7" ry="4.4" />
    <ellipse cx="5.6" cy="12" rx="4.4" ry="2.7" />
    <ellipse cx="18.4" cy="12" rx="4.4" ry="2.7" />
  </svg>
);
