import './signing-tables.css';
import { useId, useState } from 'preact/hooks';
import type { Problem } from '#contract/problems';
import type { SigningTableRow } from '#contract/views/signing-tables';
import { Button } from '../../elements/button.tsx';
import { ProblemNotice } from '../../elements/notice.tsx';
import { clock } from '../../i18n/formats.ts';
import { tables } from '../../i18n/tables.ts';
import { useVisit } from '../../state/visit.ts';
import { TableLinkDialog } from './told-once.tsx';

/** `meja-1` and so on, the first that is free. */
const freeId = (taken: ReadonlySet<string>): string => {
  for (let count = 1; ; count += 1) if (!taken.has(`meja-${count}`)) return `meja-${count}`;
};

const standingOf = (row: SigningTableRow, zone: string): string => {
  const words = tables();
  if (!row.isOpen) return words.closed;
  if (row.seat !== null) return words.sits(row.seat.name, clock(row.seat.at, zone));
  if (row.call !== null) {
    const called = words.called(row.call.name, clock(row.call.expiresAt, zone));
    return row.call.failures === 0 ? called : `${called} · ${words.failures(row.call.failures)}`;
  }
  return row.joined ? words.free : words.noTablet;
};

/** The signing tables in the hall: opened, linked to a tablet, cleared and closed here. */
export const SigningTables = () => {
  const { topics, connection, session } = useVisit();
  const words = tables();
  const id = useId();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [link, setLink] = useState<{ readonly name: string; readonly link: string } | null>(null);
  const phase = topics.stage.value?.phase ?? 'planned';
  const { role } = session.person;
  const mayOpen = (role === 'protocol' || role === 'director') && phase !== 'closing' && phase !== 'closed';
  const view = topics.tables.value;
  if (view === null) return null;
  const rows = Object.values(view.rows);

  const open = async (tableId: string, title: string): Promise<void> => {
    const answer = await connection.command('table:open', { tableId, name: title });
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setName('');
    setLink({ name: title, link: answer.reply?.link ?? '' });
  };
  const act = async (command: 'table:close' | 'table:clear', tableId: string): Promise<void> => {
    const answer = await connection.command(command, { tableId });
    setProblem(answer.ok ? null : answer.problem);
  };

  return (
    <section class="tables" aria-labelledby={id}>
      <h2 id={id}>{words.tables}</h2>
      {rows.length === 0 && <p class="officer-quiet">{mayOpen ? words.none : words.noneYet}</p>}
      <ul>
        {rows.map((row) => (
          <li key={row.tableId}>
            <p>
              <strong>{row.name}</strong>
              <span role="status">{standingOf(row, session.zone)}</span>
            </p>
            <div>
              {row.seat !== null && (
                <Button kind="word" onClick={() => void act('table:clear', row.tableId)}>
                  {words.clear}
                </Button>
              )}
              {mayOpen && (
                <Button kind="word" onClick={() => void open(row.tableId, row.name)}>
                  {words.newLink}
                </Button>
              )}
              {mayOpen && row.isOpen && (
                <Button kind="word" onClick={() => void act('table:close', row.tableId)}>
                  {words.close}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {problem !== null && <ProblemNotice problem={problem} />}
      {mayOpen && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '') void open(freeId(new Set(Object.keys(view.rows))), name.trim());
          }}
        >
          <label for={`${id}-name`}>{words.name}</label>
          <div>
            <input
              id={`${id}-name`}
              maxLength={60}
              autocomplete="off"
              placeholder={words.nameExample}
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" disabled={name.trim() === ''}>
              {words.open}
            </Button>
          </div>
        </form>
      )}
      {link !== null && <TableLinkDialog {...link} onClose={() => setLink(null)} />}
    </section>
  );
};
