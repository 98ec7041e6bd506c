import './figures.css';
import { AGREEMENT_KINDS } from '#contract/constants';
import { BigCount } from '../../elements/big-count.tsx';
import { ProvinceMap } from '../../elements/map/province-map.tsx';
import { Progress } from '../../elements/progress.tsx';
import { SignedList } from '../../elements/signed-list.tsx';
import { common } from '../../i18n/common.ts';
import { number, rupiahShort } from '../../i18n/formats.ts';
import { stage as stageWords } from '../../i18n/stage.ts';
import { useVisit } from '../../state/visit.ts';
import { RundownList } from './rundown-list.tsx';

const Provinces = () => {
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

/** How many agreements are signed, their value by kind (never summed), who is present, what was signed last. */
export const Figures = () => {
  const { topics, session } = useVisit();
  const words = stageWords();
  const kindWords = common();
  const figures = topics.figures.value;
  const phase = topics.stage.value?.phase ?? 'planned';
  if (figures === null) return <div class="figures" aria-busy="true" />;
  const { kinds } = figures;
  const signed = kinds.contract.signed + kinds['pre-contract'].signed;
  const count = kinds.contract.count + kinds['pre-contract'].count;
  const hasBegun = signed > 0 || phase === 'live' || phase === 'closed';
  return (
    <div class="figures">
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
      <Provinces />
      {hasBegun ? (
        <section class="figures-part">
          {figures.recent.length === 0 ? (
            <p class="figures-quiet">{words.noOneSigned}</p>
          ) : (
            <SignedList recent={figures.recent} zone={session.zone} />
          )}
        </section>
      ) : (
        <section class="figures-part">
          <h2 class="figures-quiet">{words.rundown}</h2>
          <RundownList />
        </section>
      )}
    </div>
  );
};
