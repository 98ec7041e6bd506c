import { useState } from 'preact/hooks';
import { hasEveryWord, Search } from '../../elements/search.tsx';
import { number } from '../../i18n/formats.ts';
import { papers } from '../../i18n/papers.ts';
import { useVisit } from '../../state/visit.ts';
import { isRowSignedByAll } from './may-take.ts';
import { PaperRow } from './paper-row.tsx';
import { paperPaths } from './paper-paths.ts';

const SHOWN = 8;

/** A certificate of completion for every agreement that everybody has signed. */
export const Completions = () => {
  const { session, topics } = useVisit();
  const words = papers();
  const paths = paperPaths(session);
  const [search, setSearch] = useState('');
  const rows = Object.values(topics.board.value?.rows ?? {})
    .filter(isRowSignedByAll)
    .toSorted((one, other) => one.number.localeCompare(other.number, 'id', { numeric: true }));
  const found = rows.filter(({ number: own, first, second }) => hasEveryWord([own, first, second], search));
  return (
    <section aria-label={words.completions}>
      <h2 class="part-title">{words.completions}</h2>
      <p class="papers-note">{rows.length === 0 ? words.completionsNone : words.completionAbout}</p>
      {rows.length > SHOWN && <Search label={words.search} value={search} onSearch={setSearch} />}
      <ul>
        {found.slice(0, SHOWN).map((row) => (
          <PaperRow
            key={row.agreementId}
            title={words.agreement(row.number)}
            about={`${row.first} – ${row.second}`}
            path={paths.completion(row.agreementId)}
          />
        ))}
      </ul>
      {rows.length > 0 && found.length === 0 && <p class="papers-note">{words.notMatching}</p>}
      {found.length > SHOWN && <p class="papers-note">{words.more(number(found.length - SHOWN))}</p>}
    </section>
  );
};
