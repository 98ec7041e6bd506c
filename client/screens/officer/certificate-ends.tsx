import type { CertificateEndView } from '#contract/views/agreements';
import { Notice } from '../../elements/notice.tsx';
import { stamp } from '../../i18n/later-formats.ts';
import { officer } from '../../i18n/officer.ts';
import { useVisit } from '../../state/visit.ts';

/** S141: which certificate of the house ends when, and what to do, before anybody is refused for it. */
export const CertificateEnds = ({ ends }: { readonly ends: readonly CertificateEndView[] }) => {
  const { session } = useVisit();
  const words = officer().board.ends;
  if (ends.length === 0) return null;
  const hasEnded = ends.some((one) => one.hasEnded);
  return (
    <Notice kind={hasEnded ? 'bad' : 'plain'} urgent={hasEnded}>
      {ends.map(({ certificate, until, hasEnded: isOver, mend }) => (
        <p key={certificate} data-certificate={certificate}>
          <strong>{words[isOver ? 'ended' : 'ending'](words.names[certificate], stamp(until, session.zone))}</strong>{' '}
          {words.mends[mend]}
        </p>
      ))}
    </Notice>
  );
};
