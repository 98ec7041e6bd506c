import { Dialog } from '../../elements/dialog.tsx';
import { stage as stageWords } from '../../i18n/stage.ts';
import { useVisit } from '../../state/visit.ts';
import { Provinces, Recent } from './figures.tsx';
import { Programme } from './programme.tsx';

/** On a phone the tally stands under the picture; the other figures and the rundown are a sheet from below. */
export const FiguresSheet = ({ onClose }: { readonly onClose: () => void }) => {
  const recent = useVisit().topics.figures.value?.recent ?? [];
  return (
    <Dialog kind="sheet" title={stageWords().figures} onClose={onClose}>
      <div class="figures">
        <Provinces />
        <Recent recent={recent} />
        <Programme />
      </div>
    </Dialog>
  );
};
