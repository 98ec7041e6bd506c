import { useEffect, useRef, useState } from 'preact/hooks';
import type { RosterRow } from '#contract/views';
import type { Problem } from '#contract/problems';
import { Button } from '../../elements/button.tsx';
import { ProblemNotice } from '../../elements/notice.tsx';
import { VideoTile } from '../../elements/video-tile.tsx';
import { say } from '../../i18n/language.ts';
import { officer } from '../../i18n/officer.ts';
import { useVisit } from '../../state/visit.ts';
import { ConfirmDialog } from '../director/confirm-dialog.tsx';
import { CodeDialog } from './code-dialog.tsx';
import { LobbyActs } from './lobby-acts.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { PersonAtTable } from './person-at-table.tsx';
import { Voice } from './voice.tsx';

/** What this person signs, as far as the board tells: by the name of their party. */
const useSigns = (row: RosterRow): readonly string[] => {
  const { topics } = useVisit();
  const words = officer();
  const rows = Object.values(topics.board.value?.rows ?? {});
  if (!row.signs) return [];
  if (row.role !== 'signatory') return [words.asWitness(rows.length)];
  return rows
    .filter(
      ({ first, second }) => row.organisation !== '' && (first === row.organisation || second === row.organisation),
    )
    .map((agreement) => `${agreement.number} · ${say(agreement.title)} (${agreement.first} – ${agreement.second})`);
};

type Asking = 'reissue' | 'revoke';

/** One person large, as they show themselves now, beside how they are written; then the officer's word. */
export const PersonCheck = ({ row }: { readonly row: RosterRow }) => {
  const { live, topics, connection, session } = useVisit();
  const words = officer();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const [link, setLink] = useState<string | null>(null);
  /** A code or a link is told once; when that answer is lost on the way, there is only a new one. */
  const [isUntold, setUntold] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [asking, setAsking] = useState<Asking | null>(null);
  const { personId } = row;
  useEffect(() => live.setTileSize('green-room', personId, 'large'), [live, personId]);
  const section = useRef<HTMLElement>(null);
  // On a phone it stands above the list from which it was chosen.
  useEffect(() => section.current?.scrollIntoView({ block: 'nearest' }), [personId]);
  const signs = useSigns(row);
  const seen = live.people['green-room'].value.get(personId) ?? live.people.stage.value.get(personId) ?? null;
  const phase = topics.stage.value?.phase ?? 'planned';
  const isGathered = phase === 'open' || phase === 'live';
  const isDue = row.signs && row.identity !== 'confirmed';
  const { role } = session.person;
  const mayCheck = role === 'protocol' || role === 'legal';
  const mayLink = role === 'protocol' || role === 'director';

  const confirm = async (): Promise<void> => {
    if (row.device === null) return;
    setBusy(true);
    const answer = await connection.command('identity:confirm', { personId, device: row.device });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
  };
  const issue = async (): Promise<void> => {
    const answer = await connection.command('identity:issue-code', { personId });
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setCode(answer.reply?.code ?? null);
    setUntold(answer.reply?.code === undefined);
  };
  const changeLink = async (act: Asking): Promise<void> => {
    const answer = await connection.command(`link:${act}`, { personId });
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok || act === 'revoke') return;
    setLink(answer.reply?.link ?? null);
    setUntold(answer.reply?.link === undefined);
  };

  return (
    <section ref={section} class="officer-check" tabIndex={0} aria-label={row.name}>
      {/* Once somebody is known, their picture is nobody's business here. */}
      {isDue && (
        <VideoTile stream={seen?.video ?? null} label={row.name} whole>
          {(seen === null || seen.video === null) && (
            <p class="officer-no-picture">{row.connected ? words.noPicture : words.notHere}</p>
          )}
        </VideoTile>
      )}
      {isDue && seen !== null && seen.audio !== null && <Voice stream={seen.audio} />}
      <div class="officer-about">
        <h1 class="part-title">{row.name}</h1>
        <p class={row.identity === 'confirmed' ? 'officer-gold' : 'officer-quiet'} role="status">
          {row.identity === 'confirmed'
            ? words.confirmed
            : row.identity === 'code-issued'
              ? words.codeIssued
              : words.unconfirmed}
        </p>
        <dl>
          <dt>{words.office}</dt>
          <dd>{say(row.position)}</dd>
          {row.representing !== null && (
            <>
              <dt>{words.representing}</dt>
              <dd>{say(row.representing)}</dd>
            </>
          )}
          {row.organisation !== '' && (
            <>
              <dt>{words.organisation}</dt>
              <dd>{row.organisation}</dd>
            </>
          )}
          {signs.length > 0 && (
            <>
              <dt>{words.signs}</dt>
              <dd>
                {signs.map((one) => (
                  <span key={one}>{one}</span>
                ))}
              </dd>
            </>
          )}
          {row.signs && (
            <>
              <dt>{words.certificate}</dt>
              <dd>
                {row.remoteCertificate !== null
                  ? words.remoteCertificate(row.remoteCertificate.name, row.remoteCertificate.issuer)
                  : row.hasCertificate
                    ? words.hasCertificate
                    : words.noCertificate}
              </dd>
            </>
          )}
        </dl>
        {problem !== null && <ProblemNotice problem={problem} />}
        {isUntold && <p role="alert">{words.toldOnce}</p>}
        {isDue && mayCheck && isGathered && (
          <div class="officer-acts">
            <Button kind="act" large busy={isBusy} disabled={seen?.video == null} onClick={() => void confirm()}>
              {words.confirm}
            </Button>
            <p class="officer-quiet">{words.confirmHint}</p>
            <Button onClick={() => void issue()}>{words.issue}</Button>
          </div>
        )}
        <PersonAtTable row={row} />
        {mayLink && isGathered && row.arrivedAt !== null && <LobbyActs row={row} />}
        {mayLink && phase !== 'closing' && phase !== 'closed' && (
          <div class="officer-links">
            <Button kind="word" onClick={() => setAsking('reissue')}>
              {words.reissue}
            </Button>
            {!row.linkRevoked && (
              <Button kind="word" onClick={() => setAsking('revoke')}>
                {words.revoke}
              </Button>
            )}
          </div>
        )}
      </div>
      {link !== null && <LinkDialog link={link} name={row.name} onClose={() => setLink(null)} />}
      {code !== null && <CodeDialog code={code} name={row.name} onClose={() => setCode(null)} />}
      {asking !== null && (
        <ConfirmDialog
          title={asking === 'reissue' ? words.reissueTitle : words.revokeTitle}
          body={asking === 'reissue' ? words.reissueBody : words.revokeBody}
          act={asking === 'reissue' ? words.reissue : words.revoke}
          onYes={() => void changeLink(asking)}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
};
