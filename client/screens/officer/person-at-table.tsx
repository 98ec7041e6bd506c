import './signing-tables.css';
import { useId, useState } from 'preact/hooks';
import { REVOCATION_REASONS, TABLE_METHODS, type RevocationReason, type TableMethod } from '#contract/constants';
import type { Acknowledgement, Problem } from '#contract/problems';
import type { RosterRow } from '#contract/views';
import { Button } from '../../elements/button.tsx';
import { Dialog } from '../../elements/dialog.tsx';
import { ProblemNotice } from '../../elements/notice.tsx';
import { common } from '../../i18n/common.ts';
import { tables } from '../../i18n/tables.ts';
import { useVisit } from '../../state/visit.ts';
import { HelperDialog } from '../desk/helper-dialog.tsx';
import { CodeDialog } from './code-dialog.tsx';

type Offered = Exclude<RevocationReason, 'superseded'>;
const OFFERED = REVOCATION_REASONS.filter((reason): reason is Offered => reason !== 'superseded');

/** Revoking asks why, and says what follows. */
const RevokeDialog = ({
  onClose,
  onRevoke,
}: {
  readonly onClose: () => void;
  readonly onRevoke: (reason: Offered) => void;
}) => {
  const words = tables();
  const id = useId();
  const [reason, setReason] = useState<Offered>('device-lost');
  return (
    <Dialog
      title={words.revokeTitle}
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => onRevoke(reason)}>{words.revokeNow}</Button>
          <Button kind="word" onClick={onClose}>
            {common().cancel}
          </Button>
        </>
      }
    >
      <p>{words.revokeBody}</p>
      <label for={id}>{words.reason}</label>
      <select
        id={id}
        value={reason}
        onChange={(event) => setReason(OFFERED.find((one) => one === event.currentTarget.value) ?? 'unspecified')}
      >
        {OFFERED.map((one) => (
          <option key={one} value={one}>
            {words.reasons[one]}
          </option>
        ))}
      </select>
    </Dialog>
  );
};

type Asking = { readonly what: 'helper' | 'revoke' } | { readonly what: 'code'; readonly code: string };

/** What an officer does for somebody who signs and stands before them: call to a table, record a helper, revoke. */
export const PersonAtTable = ({ row }: { readonly row: RosterRow }) => {
  const { topics, connection, session } = useVisit();
  const words = tables();
  const id = useId();
  const [chosen, setChosen] = useState('');
  const [method, setMethod] = useState<TableMethod>('document');
  const [asking, setAsking] = useState<Asking | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const phase = topics.stage.value?.phase ?? 'planned';
  const isGathered = phase === 'open' || phase === 'live';
  const { role } = session.person;
  if (!row.signs || (role !== 'protocol' && role !== 'legal')) return null;
  const { personId } = row;
  const free = Object.values(topics.tables.value?.rows ?? {}).filter(
    (one) => one.isOpen && one.joined && one.seat === null,
  );
  const tableId = free.find((one) => one.tableId === chosen)?.tableId ?? free[0]?.tableId;

  const told = (answer: Acknowledgement): void => setProblem(answer.ok ? null : answer.problem);
  const call = async (): Promise<void> => {
    if (tableId === undefined) return;
    const answer = await connection.command('table:call', { tableId, personId, method });
    told(answer);
    if (answer.ok) setAsking({ what: 'code', code: answer.reply?.code ?? '' });
  };

  return (
    <section class="tables-person">
      {problem !== null && <ProblemNotice problem={problem} />}
      {isGathered && tableId !== undefined && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void call();
          }}
        >
          <h2>{words.callHere}</h2>
          <div>
            <label for={`${id}-table`} class="for-ears">
              {words.tables}
            </label>
            <select id={`${id}-table`} value={tableId} onChange={(event) => setChosen(event.currentTarget.value)}>
              {free.map((one) => (
                <option key={one.tableId} value={one.tableId}>
                  {one.name}
                </option>
              ))}
            </select>
            <label for={`${id}-method`} class="for-ears">
              {words.method}
            </label>
            <select
              id={`${id}-method`}
              value={method}
              onChange={(event) =>
                setMethod(TABLE_METHODS.find((one) => one === event.currentTarget.value) ?? 'document')
              }
            >
              {TABLE_METHODS.map((one) => (
                <option key={one} value={one}>
                  {words.methods[one]}
                </option>
              ))}
            </select>
            <Button type="submit">{words.call}</Button>
          </div>
        </form>
      )}
      <div class="tables-acts">
        {isGathered && row.device !== null && (
          <Button kind="word" onClick={() => setAsking({ what: 'helper' })}>
            {words.addHelper}
          </Button>
        )}
        {phase !== 'planned' && row.hasCertificate && (
          <Button kind="word" onClick={() => setAsking({ what: 'revoke' })}>
            {words.revokeCertificate}
          </Button>
        )}
      </div>
      {asking?.what === 'code' && <CodeDialog code={asking.code} name={row.name} onClose={() => setAsking(null)} />}
      {asking?.what === 'helper' && (
        <HelperDialog
          onClose={() => setAsking(null)}
          onName={(helper) => {
            setAsking(null);
            void connection.command('identity:name-helper', { personId, helper }).then(told);
          }}
        />
      )}
      {asking?.what === 'revoke' && (
        <RevokeDialog
          onClose={() => setAsking(null)}
          onRevoke={(reason) => {
            setAsking(null);
            void connection.command('certificate:revoke', { personId, reason }).then(told);
          }}
        />
      )}
    </section>
  );
};
