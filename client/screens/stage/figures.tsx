import './figures.css';
import { useEffect, useState } from 'preact/hooks';
import { AGREEMENT_KINDS } from '#contract/constants';
import type { FiguresView } from '#contract/views/agreements';
import { BigCount } from '../../elements/big-count.tsx';
import { ProvinceMap } from '../../elements/map/province-map.tsx';
import { Progress } from '../../elements/progress.tsx';
import { SignedList } from '../../elements/signed-list.tsx';
import { common } from '../../i18n/common.ts';
import { number, rupiahShort } from '../../i18n/formats.ts';
import { stage as stageWords } from '../../i18n/stage.ts';
import { useVisit } from '../../state/visit.ts';

export const Provinces = () => {
  const { topics } = useVisit();
  const words = stageWords();
  const codes = topics.presence.value?.provinces ?? [];
  return (
    <section class="figures-part">
      <p class="figures-pair">
        <span>{words.presentFrom}</span> <strong>{words.provinces(codes.length)}</strong>
      </p>
      <ProvinceMap lit={codes} label={words.mapLabel(codes.length)} />
    </section>
  );
};

/** How many agreements are signed, and their value by kind (never summed). */
export const SignedTally = () => {
  const { topics } = useVisit();
  const words = stageWords();
  const kindWords = common();
  const kinds = topics.figures.value?.kinds;
  if (kinds === undefined) return null;
  const signed = kinds.contract.signed + kinds['pre-contract'].signed;
  const count = kinds.contract.count + kinds['pre-contract'].count;
  return (
    <section class="figures-part">
      <BigCount value={signed} of={count} />
      <p class="figures-quiet">{words.agreementsSigned}</p>
      <Progress value={signed} of={count} />
      <dl class="figures-kinds">
        {AGREEMENT_KINDS.map((kind) => (
          <div key={kind}>
            <dt>
              {kindWords[kind]}{' '}
              <span>
                {number(kinds[kind].signed)}/{number(kinds[kind].count)}
              </span>
            </dt>
            <dd>
              <strong>{rupiahShort(kinds[kind].signedValue)}</strong> {words.valueOf(rupiahShort(kinds[kind].value))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

export const Recent = ({ recent }: { readonly recent: FiguresView['recent'] }) => {
  const { session } = useVisit();
  return (
    <section class="figures-part">
      {recent.length === 0 ? (
        <p class="figures-quiet">{stageWords().noOneSigned}</p>
      ) : (
        <SignedList recent={recent} zone={session.zone} />
      )}
    </section>
  );
};

/** Fetched while it is waited for; once the signing has begun this column needs it no more. */
const useProgramme = (isWanted: boolean): typeof import('./programme.tsx') | null => {
  const [programme, setProgramme] = useState<typeof import('./programme.tsx') | null>(null);
  useEffect(() => {
    if (isWanted) import('./programme.tsx').then(setProgramme, () => undefined);
  }, [isWanted]);
  return programme;
};

/** The column beside the picture: the tally, who is present, and what was signed last; the rundown until it begins. */
export const Figures = () => {
  const { topics } = useVisit();
  const figures = topics.figures.value;
  const phase = topics.stage.value?.phase ?? 'planned';
  const hasBegun = (figures?.recent.length ?? 0) > 0 || (phase !== 'planned' && phase !== 'open');
  const programme = useProgramme(figures !== null && !hasBegun);
  if (figures === null) return <div class="figures" aria-busy="true" />;
  return (
    <div class="figures">
      <SignedTally />
      <Provinces />
      {hasBegun && <Recent recent={figures.recent} />}
      {!hasBegun && programme !== null && <programme.Programme />}
    </div>
  );
};
