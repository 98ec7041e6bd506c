import { useEffect, useRef } from 'preact/hooks';
import type { VerificationView } from '#contract/views/verification';
import { stamp } from '../../i18n/later-formats.ts';
import { verify } from '../../i18n/verify.ts';
import { ZONE } from './signature-line.tsx';
import { legalSentence, verdictOf, type Verdict } from './verdict.ts';

/** An intact file may be one that no longer counts: that is said as loudly as the verdict. */
const endOf = ({ document: { standing } }: VerificationView): keyof ReturnType<typeof verify>['ended'] | null => {
  const state = standing?.state;
  return state === 'declined' || state === 'voided' || state === 'replaced' || state === 'paper' ? state : null;
};

const Sign = ({ verdict }: { readonly verdict: Verdict | 'ended' }) => (
  <svg class="verify-sign" viewBox="0 0 96 96" fill="none" stroke="currentColor" aria-hidden="true">
    <circle cx="48" cy="48" r="43" stroke-width="7" />
    {verdict === 'valid' ? (
      <path d="M27 50l14 13 28-29" stroke-width="10" stroke-linecap="round" stroke-linejoin="round" />
    ) : verdict === 'modified' || verdict === 'invalid' ? (
      <path d="M33 33l30 30m0-30l-30 30" stroke-width="10" stroke-linecap="round" />
    ) : (
      <path d="M48 26v28m0 14v2" stroke-width="10" stroke-linecap="round" />
    )}
  </svg>
);

/** The verdict first, in plain words: what was found, and of what legal kind it is. */
export const VerdictHead = ({ view, byCode }: { readonly view: VerificationView; readonly byCode: boolean }) => {
  const words = verify();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [view]);
  const verdict = verdictOf(view);
  const end = endOf(view);
  const isEnded = verdict === 'valid' && end !== null;
  const people = view.signatures.filter(({ certifies, seals }) => !certifies && !seals).length;
  const counted = words.count(
    people,
    view.signatures.some(({ certifies }) => certifies),
    view.signatures.some(({ seals }) => seals),
  );
  const { standing, earlier, kind } = view.document;
  const own = kind === 'extract' || kind === 'report' ? kind : null;
  const found =
    verdict === 'valid'
      ? `${byCode ? words.verdicts.valid.ledger : words.verdicts.valid.sealed} ${words.matching(counted)}`
      : words.verdicts[verdict].body;
  return (
    <header class="verify-head" data-verdict={verdict} data-ended={isEnded}>
      <Sign verdict={isEnded ? 'ended' : verdict} />
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {isEnded ? words.ended[end] : words.verdicts[verdict].title}
        </h1>
        <p class="verify-found">
          {found} {verdict === 'valid' && own === null ? legalSentence(view) : ''}
        </p>
        {own !== null && <p>{words.own[own]}</p>}
        {view.document.kind === 'minutes' && <p>{words.minutes}</p>}
        {view.issued === false && own === null && verdict !== 'unsigned' && (
          <p class="verify-warning">{words.foreign}</p>
        )}
        {earlier !== null && (
          <p class="verify-warning">
            {earlier.before === 'signature'
              ? words.earlier.signature(earlier.signed, earlier.of)
              : words.earlier[earlier.before]}{' '}
            <a href={earlier.verifyUrl}>{words.latest}</a>
          </p>
        )}
        {byCode && <p class="verify-quiet">{words.byCode}</p>}
        {standing !== null && (
          <p class={end === null ? 'verify-quiet' : 'verify-ended'}>
            {words.byLedger(standing.since === null ? null : stamp(standing.since, ZONE))}{' '}
            {words.standing[standing.state]}
            {standing.replacedBy !== null && (
              <>
                {' '}
                {standing.replacedBy.verifyUrl === null ? (
                  words.nextVersion(standing.replacedBy.version)
                ) : (
                  <a href={standing.replacedBy.verifyUrl}>{words.nextVersion(standing.replacedBy.version)}</a>
                )}
              </>
            )}
          </p>
        )}
        {view.document.rehearsal && <p class="verify-warning">{words.rehearsal(view.document.authority)}</p>}
        {view.document.sample && <p class="verify-sample">{words.sample}</p>}
      </div>
    </header>
  );
};
