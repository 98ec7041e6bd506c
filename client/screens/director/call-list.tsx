import { useState } from 'preact/hooks';
import { Button } from '../../elements/button.tsx';
import { officeOf } from '../../elements/lower-third.tsx';
import { Search } from '../../elements/search.tsx';
import { director } from '../../i18n/director.ts';
import { number } from '../../i18n/formats.ts';
import { scenes } from '../../i18n/scenes.ts';
import { useVisit } from '../../state/visit.ts';
import { fitsPerson } from './fits-person.ts';
import { PLACES } from './on-stage.tsx';
import type { Given } from './use-command.ts';

const SHOWN = 40;

/** Those who can be called: connected, and not on stage yet. */
export const CallList = ({ give }: { readonly give: Given }) => {
  const { topics, session } = useVisit();
  const words = director();
  const [search, setSearch] = useState('');
  const rows = Object.values(topics.roster.value?.rows ?? {});
  const callable = rows.filter((row) => row.connected && !row.onStage && row.personId !== session.person.personId);
  const fitting = callable
    .filter((row) => fitsPerson(row, search))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'id'));
  const phase = topics.stage.value?.phase ?? 'planned';
  const isFull = (topics.stage.value?.onStage.length ?? 0) >= PLACES;
  const mayCall = (phase === 'open' || phase === 'live') && !isFull;
  return (
    <section class="director-people" aria-label={words.people}>
      <header>
        <h2>
          {words.people} <strong>{number(callable.length)}</strong>
        </h2>
        <Search id="director-search" label={words.search} title={words.searchKey} value={search} onSearch={setSearch} />
      </header>
      {isFull && <p class="director-gold">{words.full}</p>}
      {fitting.length === 0 ? (
        <p class="director-quiet">{callable.length === 0 ? words.nobodyConnected : words.notMatching}</p>
      ) : (
        // It scrolls on a phone, where after the closing nothing in it takes the focus.
        <ul tabIndex={0} aria-label={words.people}>
          {fitting.slice(0, SHOWN).map((row) => (
            <li key={row.personId}>
              <p>
                <strong>{row.name}</strong>
                <span>{officeOf(row)}</span>
              </p>
              <Button
                disabled={phase !== 'open' && phase !== 'live'}
                onClick={() => void give('stage:invite', { personId: row.personId })}
              >
                {scenes().invite}
                <span class="for-ears"> {row.name}</span>
              </Button>
              <Button disabled={!mayCall} onClick={() => void give('stage:call', { personId: row.personId })}>
                {words.call}
                <span class="for-ears"> {row.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {fitting.length > SHOWN && <p class="director-quiet">{words.more(number(fitting.length - SHOWN))}</p>}
    </section>
  );
};
