import { useState } from 'preact/hooks';
import type { RosterRow } from '#contract/views';
import { officeOf } from '../../elements/lower-third.tsx';
import { Search } from '../../elements/search.tsx';
import { number } from '../../i18n/formats.ts';
import { officer } from '../../i18n/officer.ts';
import { useVisit } from '../../state/visit.ts';
import { fitsPerson } from '../director/fits-person.ts';
import { Doors } from './lobby-acts.tsx';
import { groupOf, GROUPS, inOrder } from './person-groups.ts';

const stateOf = (row: RosterRow): string => {
  const words = officer();
  if (row.linkRevoked) return words.revoked;
  if (row.inLobby) return words.lobby.inLobby;
  if (row.handRaisedAt !== null) return words.lobby.handRaised;
  if (row.signs && row.identity === 'code-issued') return words.codeIssued;
  return row.connected ? words.connected : words.notConnected;
};

/** Everyone invited, those to be checked first. */
export const PeopleList = ({
  chosen,
  onChoose,
}: {
  readonly chosen: string | null;
  readonly onChoose: (personId: string) => void;
}) => {
  const { topics, session } = useVisit();
  const words = officer();
  const [search, setSearch] = useState('');
  const rows = Object.values(topics.roster.value?.rows ?? {}).filter((row) => fitsPerson(row, search));
  return (
    <section class="officer-people" aria-label={words.people}>
      <Search label={words.search} value={search} onSearch={setSearch} />
      {session.person.role !== 'legal' && <Doors />}
      <div class="officer-scroll">
        {GROUPS.map((group) => {
          const inGroup = rows.filter((row) => groupOf(row) === group).toSorted(inOrder);
          if (inGroup.length === 0 && group !== 'waiting') return null;
          return (
            <div key={group} class="officer-group" data-group={group}>
              <h2>
                {words.groups[group]} <strong>{number(inGroup.length)}</strong>
              </h2>
              {inGroup.length === 0 && <p class="officer-quiet">{words.allChecked}</p>}
              <ul>
                {inGroup.map((row) => (
                  <li key={row.personId}>
                    <button
                      type="button"
                      class="row-button"
                      aria-current={row.personId === chosen ? 'true' : undefined}
                      data-lobby={row.inLobby}
                      onClick={() => onChoose(row.personId)}
                    >
                      <span class={row.connected ? 'officer-dot is-on' : 'officer-dot'} aria-hidden="true" />
                      <span class="officer-who">
                        <strong>{row.name}</strong>
                        <span>{officeOf(row)}</span>
                      </span>
                      <em>{stateOf(row)}</em>
                    </button>
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
      </div>
    </section>
  );
};
