import { useState } from 'preact/hooks';
import type { Phase } from '#contract/constants';
import type { StageView } from '#contract/views';
import type { FiguresView, WaveProgress } from '#contract/views/agreements';
import { Button } from '../../elements/button.tsx';
import { director } from '../../i18n/director.ts';
import { say } from '../../i18n/language.ts';
import { papers } from '../../i18n/papers.ts';
import { goToPlace } from '../../router.ts';
import { useVisit } from '../../state/visit.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import type { Given } from './use-command.ts';

const COMMANDS = {
  planned: 'ceremony:open',
  open: 'ceremony:go-live',
  live: 'ceremony:close',
  closing: 'ceremony:finish',
} as const;

/** The wave that the running item is for, while it is not open. */
export const dueWave = ({ phase, now }: StageView, figures: FiguresView | null): WaveProgress | undefined =>
  phase === 'live' ? figures?.waves.find(({ wave, state }) => wave === now?.wave && state !== 'open') : undefined;

/**
 * Where the ceremony stands, and the one red act of the moment: to open it, to go live, and then to open the wave that
 * the current item of the rundown is for. Closing is never red: it waits beside, and so does
 * closing without what is still to be sealed.
 */
export const PhaseControl = ({ give }: { readonly give: Given }) => {
  const { topics } = useVisit();
  const words = director();
  const [asking, setAsking] = useState<Exclude<Phase, 'closed'> | null>(null);
  const stage = topics.stage.value;
  if (stage === null) return null;
  const { phase } = stage;
  const wave = dueWave(stage, topics.figures.value);
  return (
    <div class="director-phase">
      <p role="status">{words.phases[phase].now}</p>
      {phase !== 'planned' && (
        <Button kind={phase === 'closed' ? 'line' : 'word'} onClick={() => goToPlace('papers')}>
          {papers().title}
        </Button>
      )}
      {wave !== undefined && (
        <Button kind="act" onClick={() => void give('session:open', { wave: wave.wave })}>
          {words.openWave(say(wave.title))}
        </Button>
      )}
      {phase !== 'closed' && (
        <Button kind={phase === 'live' || phase === 'closing' ? 'line' : 'act'} onClick={() => setAsking(phase)}>
          {words.phases[phase].act}
        </Button>
      )}
      {phase === 'closed' && <p class="director-quiet director-after">{words.phases.closed.after}</p>}
      {asking !== null && (
        <ConfirmDialog
          title={words.confirm(words.phases[asking].act)}
          body={words.phases[asking].after}
          act={words.phases[asking].act}
          onYes={() => void give(COMMANDS[asking], {})}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
};
