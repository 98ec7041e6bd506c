import { stage as stageWords } from '../../i18n/stage.ts';
import { RundownList } from './rundown-list.tsx';

export const Programme = () => (
  <section class="figures-part">
    <h2 class="figures-quiet">{stageWords().rundown}</h2>
    <RundownList />
  </section>
);
