import type { MyAgreementView } from '#contract/views';
import { SealIcon } from '../../elements/icons.tsx';
import { desk } from '../../i18n/desk.ts';
import { clockWithSeconds, rupiah, rupiahShort } from '../../i18n/formats.ts';
import { date } from '../../i18n/later-formats.ts';
import { say } from '../../i18n/language.ts';
import { useVisit } from '../../state/visit.ts';

const TALLEST_REM = 4.5;

/** The yearly targets as bars of one scale; the figures stand above them. */
const Targets = ({ targets }: { readonly targets: MyAgreementView['targets'] }) => {
  const most = Math.max(1, ...targets.map(({ value }) => value));
  return (
    <ol class="desk-targets">
      {targets.map(({ year, value }) => (
        <li key={year}>
          <span class="desk-targets-value">{rupiahShort(value)}</span>
          <span
            class="desk-targets-bar"
            aria-hidden="true"
            style={{ height: `${Math.max(0.15, (value / most) * TALLEST_REM)}rem` }}
          />
          <span class="desk-targets-year">{year}</span>
        </li>
      ))}
    </ol>
  );
};

/** Who signs, in order, and who has. */
const Signatories = ({ agreement }: { readonly agreement: MyAgreementView }) => {
  const { session } = useVisit();
  const words = desk();
  return (
    <ol class="desk-signatories">
      {agreement.signatures.map((one) => (
        <li key={one.field} class={one.signedAt === null ? undefined : 'is-signed'}>
          <SealIcon />
          <p>
            <strong>{one.isMe ? `${one.name} (${words.you})` : one.name}</strong>
            <span>
              {say(one.position)}
              {one.organisation === '' ? '' : `, ${one.organisation}`}
              {one.capacity === 'witness' ? `, ${words.witness}` : ''}
            </span>
            <span>
              {one.signedAt === null
                ? words.notSigned
                : words.signedAt(clockWithSeconds(one.signedAt, session.zone, true))}
            </span>
          </p>
        </li>
      ))}
    </ol>
  );
};

/** What one signs, in a few lines, before one reads it on paper. */
export const AgreementFacts = ({ agreement }: { readonly agreement: MyAgreementView }) => {
  const words = desk();
  const mine = agreement.signatures.find(({ isMe }) => isMe);
  const isWitness = mine?.capacity === 'witness';
  const parties = agreement.signatures
    .filter(({ capacity, isMe }) => capacity === 'party' && !isMe)
    .map(({ organisation, name }) => (organisation === '' ? name : organisation));
  return (
    <section class="desk-facts">
      <h2 class="part-title">{isWitness ? words.youWitness : words.youSign}</h2>
      <dl>
        <dt>{isWitness ? words.between : words.with}</dt>
        <dd>
          {parties.map((party) => (
            <span key={party}>{party}</span>
          ))}
        </dd>
        <dt>{words.about}</dt>
        <dd>{say(agreement.title)}</dd>
        <dt>{words.kind}</dt>
        <dd>{words.kinds[agreement.kind]}</dd>
        <dt>{words.value}</dt>
        <dd>{rupiah(agreement.value)}</dd>
        <dt>{words.term}</dt>
        <dd>{words.termOf(agreement.termYears, date(agreement.endsOn))}</dd>
      </dl>
      <h3>{words.targets}</h3>
      <Targets targets={agreement.targets} />
      <h3>{words.signatories}</h3>
      <Signatories agreement={agreement} />
    </section>
  );
};
