import './progress.css';

/** A hairline that fills with gold. The figures beside it say the same in words, so it is silent. */
export const Progress = ({ value, of }: { readonly value: number; readonly of: number }) => (
  <div class="progress" aria-hidden="true">
    <span style={{ transform: `scaleX(${of === 0 ? 0 : Math.min(1, value / of)})` }} />
  </div>
);
