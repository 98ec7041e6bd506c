import { useState } from 'preact/hooks';
import { AGREEMENT_STATES } from '#contract/constants';
import type { BoardRow, BoardView } from '#contract/views/agreements';
import { Button } from '../../elements/button.tsx';
import { Notice } from '../../elements/notice.tsx';
import { Progress } from '../../elements/progress.tsx';
import { number, rupiah } from '../../i18n/formats.ts';
import { say } from '../../i18n/language.ts';
import { officer } from '../../i18n/officer.ts';
import { useVisit } from '../../state/visit.ts';
import { CertificateEnds } from './certificate-ends.tsx';
import { DocumentDialog } from './document-dialog.tsx';
import { Evidence } from './evidence.tsx';
import { isTroubled, passes, type BoardFilter } from './is-troubled.ts';
import { MinutesLine } from './minutes-line.tsx';
import { useMakeReady } from './use-make-ready.ts';

const FILTERS: readonly BoardFilter[] = ['all', 'troubled', ...AGREEMENT_STATES];

const isDraft = ({ state }: BoardRow): boolean => state === 'draft' || state === 'proof';

const StateCell = ({ row }: { readonly row: BoardRow }) => {
  const words = officer().board;
  return (
    <td data-state={row.state}>
      <strong>{words.states[row.state]}</strong>
      {!isDraft(row) && <span>{words.signed(row.signed, row.of)}</span>}
      <Evidence row={row} />
      {row.awaiting.length > 0 && <span>{words.awaits(row.awaiting.map(({ name }) => name).join(', '))}</span>}
    </td>
  );
};

const placeOf = ({ subject, position }: BoardView['differing'][number]): string =>
  position === null ? subject : `${subject} (${officer().board.differingAt(number(position))})`;

/** Every agreement and its state; the legal officer fixes texts here, one or all, and looks at them. */
export const AgreementBoard = () => {
  const { topics, session } = useVisit();
  const words = officer().board;
  const [filter, setFilter] = useState<BoardFilter>('all');
  const [open, setOpen] = useState<string | null>(null);
  const { making, failed, make, stop } = useMakeReady();
  const rows = Object.values(topics.board.value?.rows ?? {}).toSorted((one, other) =>
    one.number.localeCompare(other.number, 'id', { numeric: true }),
  );
  const drafts = rows.filter(isDraft).map(({ agreementId }) => agreementId);
  const shown = rows.filter((row) => passes(row, filter));
  const mayMake =
    session.person.role === 'legal' &&
    topics.stage.value?.phase !== 'closing' &&
    topics.stage.value?.phase !== 'closed';
  const mayRead = session.person.role === 'legal';
  const minutes = topics.board.value?.minutes ?? null;
  const differing = topics.board.value?.differing ?? [];
  const troubled = [...rows, ...(minutes === null ? [] : [minutes])].filter(isTroubled).length;
  const opened = rows.find(({ agreementId }) => agreementId === open);
  return (
    <section class="officer-board" aria-label={words.title}>
      <header>
        <div class="officer-filter" role="group" aria-label={words.filter}>
          {FILTERS.filter((one) => one === 'all' || one === filter || rows.some((row) => passes(row, one))).map(
            (one) => (
              <button
                key={one}
                type="button"
                class={one === 'troubled' ? 'officer-troubled' : undefined}
                aria-pressed={filter === one}
                onClick={() => setFilter(one)}
              >
                {one === 'all' ? words.all : one === 'troubled' ? words.pending.filter : words.states[one]}{' '}
                <span>{number(rows.filter((row) => passes(row, one)).length)}</span>
              </button>
            ),
          )}
        </div>
        {making !== null ? (
          <div class="officer-making" role="status">
            <p>{words.making(number(making.done), number(making.all))}</p>
            <Progress value={making.done} of={making.all} />
            <Button onClick={stop}>{words.stop}</Button>
          </div>
        ) : drafts.length > 0 && mayMake ? (
          <Button kind="act" onClick={() => void make(drafts)}>
            {words.makeAll(number(drafts.length))}
          </Button>
        ) : (
          <p class="officer-quiet">{rows.length > 0 && drafts.length === 0 ? words.allReady : ''}</p>
        )}
      </header>
      {failed > 0 && making === null && (
        <Notice kind="bad" urgent>
          <p>{words.failed(number(failed))}</p>
        </Notice>
      )}
      {troubled > 0 && (
        <Notice kind="bad" urgent>
          <p>{words.pending.some(number(troubled))}</p>
        </Notice>
      )}
      {differing.length > 0 && (
        <Notice kind="bad" urgent>
          <p>{words.differing(differing.map(placeOf).join('; '))}</p>
        </Notice>
      )}
      <CertificateEnds ends={topics.board.value?.ends ?? []} />
      {minutes !== null && <MinutesLine minutes={minutes} mayRenew={mayRead} />}
      <div class="officer-scroll" tabIndex={0} role="group" aria-label={words.title}>
        {shown.length === 0 ? (
          <p class="officer-quiet">{words.empty}</p>
        ) : (
          <table>
            <thead>
              <tr>
                <th scope="col">{words.number}</th>
                <th scope="col">{words.parties}</th>
                <th scope="col">{words.kind}</th>
                <th scope="col">{words.value}</th>
                <th scope="col">{words.wave}</th>
                <th scope="col">{words.state}</th>
                <th scope="col">
                  <span class="for-ears">{words.acts}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={row.agreementId}>
                  <td>{row.number}</td>
                  <td>
                    <strong>
                      {row.first} – {row.second}
                    </strong>
                    <span>{say(row.title)}</span>
                  </td>
                  <td>{words.kinds[row.kind]}</td>
                  <td class="officer-money">{rupiah(row.value)}</td>
                  <td>{row.wave}</td>
                  <StateCell row={row} />
                  <td class="officer-row-acts">
                    {isDraft(row)
                      ? mayMake && (
                          <Button disabled={making !== null} onClick={() => void make([row.agreementId])}>
                            {words.make}
                            <span class="for-ears"> {row.number}</span>
                          </Button>
                        )
                      : mayRead && (
                          <Button onClick={() => setOpen(row.agreementId)}>
                            {words.open}
                            <span class="for-ears"> {row.number}</span>
                          </Button>
                        )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {opened !== undefined && <DocumentDialog row={opened} onClose={() => setOpen(null)} />}
    </section>
  );
};
