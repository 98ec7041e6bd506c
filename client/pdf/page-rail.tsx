import { pdf } from '../i18n/pdf.ts';

/** The pages as small sheets: gold was seen, the heavy frame is where one is, grey is still to be read. */
export const PageRail = ({
  count,
  current,
  seen,
  marks,
  onGo,
}: {
  readonly count: number;
  readonly current: number;
  readonly seen: readonly number[];
  /** Whether it matters which pages were seen. */
  readonly marks: boolean;
  readonly onGo: (number: number) => void;
}) => {
  const words = pdf();
  return (
    <nav class="pdf-rail" aria-label={words.pages}>
      <ol>
        {Array.from({ length: count }, (_, index) => index + 1).map((number) => {
          const isSeen = seen.includes(number);
          return (
            <li key={number}>
              <button
                type="button"
                class={isSeen || !marks ? 'is-seen' : undefined}
                aria-current={number === current ? 'page' : undefined}
                onClick={() => onGo(number)}
              >
                <span aria-hidden="true">{number}</span>
                <span class="for-ears">{marks ? words.railPage(number, isSeen) : words.page(number, count)}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
};
