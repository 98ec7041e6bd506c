import { useState } from 'preact/hooks';
import { Button } from '../../elements/button.tsx';
import { Progress } from '../../elements/progress.tsx';
import { director } from '../../i18n/director.ts';
import { number } from '../../i18n/formats.ts';
import { say } from '../../i18n/language.ts';
import { useVisit } from '../../state/visit.ts';
import { isTroubled } from '../officer/is-troubled.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import type { Given } from './use-command.ts';

const SHOWN = 12;

/** Who holds up the open waves: whose signature is next, those who are not connected first. */
const Awaiting = ({ waves }: { readonly waves: readonly number[] }) => {
  const { topics } = useVisit();
  const words = director();
  const rows = Object.values(topics.board.value?.rows ?? {}).filter(({ wave }) => waves.includes(wave));
  const drafts = rows.filter(({ state }) => state === 'draft' || state === 'proof').length;
  const waiting = rows
    .flatMap((row) => row.awaiting.map((one) => ({ ...one, agreementId: row.agreementId, number: row.number })))
    .toSorted(
      (one, other) => Number(one.connected) - Number(other.connected) || one.number.localeCompare(other.number),
    );
  if (waiting.length === 0 && drafts === 0) return null;
  return (
    <>
      <h3>
        {words.awaiting} <strong>{number(waiting.length)}</strong>
      </h3>
      {drafts > 0 && <p class="director-gold">{words.drafts(number(drafts))}</p>}
      <ul class="director-awaiting">
        {waiting.slice(0, SHOWN).map((row) => (
          <li key={`${row.agreementId} ${row.personId}`}>
            <span>{row.number}</span>
            <span>{row.name}</span>
            <span class={row.connected ? 'director-quiet' : 'director-gold'}>
              {row.connected ? words.connected : words.notConnected}
            </span>
          </li>
        ))}
      </ul>
      {waiting.length > SHOWN && <p class="director-quiet">{words.moreAwaiting(number(waiting.length - SHOWN))}</p>}
    </>
  );
};

/** Signing sessions by wave: open, how far, close. */
export const Waves = ({ give }: { readonly give: Given }) => {
  const { topics } = useVisit();
  const words = director();
  const [closing, setClosing] = useState<number | null>(null);
  const figures = topics.figures.value;
  if (figures === null) return null;
  const { contract, 'pre-contract': preContract } = figures.kinds;
  const signed = contract.signed + preContract.signed;
  const count = contract.count + preContract.count;
  const troubled = Object.values(topics.board.value?.rows ?? {}).filter(isTroubled).length;
  const differing = topics.board.value?.differing.length ?? 0;
  const isLive = topics.stage.value?.phase === 'live';
  const closingWave = figures.waves.find(({ wave }) => wave === closing);
  return (
    <section class="director-part" aria-label={words.signing}>
      <h2>
        {words.signing}{' '}
        <strong>
          {number(signed)}/{number(count)}
        </strong>
      </h2>
      <Progress value={signed} of={count} />
      <ul class="director-waves">
        {figures.waves.map(({ wave, title, state, tally }) => (
          <li key={wave} data-state={state}>
            <p>
              <strong>{say(title)}</strong>
              <span>
                {words.waveStates[state]} · {number(tally.signed)}/{number(tally.count)}
              </span>
            </p>
            {isLive && (
              <Button
                onClick={() => {
                  if (state === 'open') setClosing(wave);
                  else void give('session:open', { wave });
                }}
              >
                {state === 'open' ? words.closeWave(say(title)) : words.openWave(say(title))}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {troubled > 0 && <p class="director-gold">{words.unsealed(number(troubled))}</p>}
      {differing > 0 && <p class="director-gold">{words.differing(number(differing))}</p>}
      <Awaiting waves={figures.waves.filter(({ state }) => state === 'open').map(({ wave }) => wave)} />
      {closingWave !== undefined && (
        <ConfirmDialog
          title={words.confirm(words.closeWave(say(closingWave.title)))}
          body={words.closeWaveAfter(number(closingWave.tally.count - closingWave.tally.signed))}
          act={words.closeWave(say(closingWave.title))}
          onYes={() => void give('session:close', { wave: closingWave.wave })}
          onClose={() => setClosing(null)}
        />
      )}
    </section>
  );
};
