import { common } from '../i18n/common.ts';

/** Says, on every screen of a sample ceremony, that names and companies are invented. */
export const SampleMark = () => <p class="sample-mark">{common().sample}</p>;

/** Says, on every screen of a rehearsal, that nothing in it counts. */
export const RehearsalMark = () => <p class="sample-mark rehearsal-mark">{common().rehearsal}</p>;
