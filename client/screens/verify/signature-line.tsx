import type { VerificationView } from '#contract/views/verification';
import { tellTime } from '../../i18n/attester.ts';
import { besideHere, stamp } from '../../i18n/later-formats.ts';
import { verify } from '../../i18n/verify.ts';
import { findingSentence } from './verdict.ts';

/** Where the ceremonies take place: documents are dated by the capital's time. */
export const ZONE = 'Asia/Jakarta';

/** The signatures along a line, in the order in which they were made. */
export const SignatureLine = ({ signatures }: { readonly signatures: VerificationView['signatures'] }) => {
  const words = verify();
  return (
    <ol class="verify-line" aria-label={words.signatures}>
      {signatures.map((one, index) => {
        const isCertifying = one.certifies;
        const name = one.name === '' ? words.unreadableSigner : one.name;
        const role = [one.role, one.organisation].filter((part) => part !== '').join(', ');
        return (
          <li key={one.field} class={one.valid ? undefined : 'is-bad'}>
            <span class="verify-number" aria-hidden="true">
              {index + 1}
            </span>
            <h2>{isCertifying ? words.certification : one.seals ? words.seal : name}</h2>
            <p>
              {isCertifying || one.seals
                ? `${one.organisation === '' ? name : one.organisation}, ${one.seals ? words.sealRole : words.certificationRole}`
                : role}
            </p>
            <p class="verify-time">
              {one.time === '' ? words.noTime : stamp(one.time, ZONE) + besideHere(one.time, ZONE)}
            </p>
            {one.valid ? (
              <p class="verify-quiet">
                {`${words.certificateGood}\u00a0· `}
                {one.attestedBy === 'external' ? words.attestedBy(one.attestedByName ?? '') : tellTime(one.attestedBy)}
                {one.legal.kind === 'certified' && ` · ${words.certifiedBy(one.legal.issuer)}`}
              </p>
            ) : (
              <ul class="verify-bad">
                {one.problems.map((problem) => (
                  <li key={problem}>{findingSentence(problem)}</li>
                ))}
              </ul>
            )}
            {/* That it still matches would contradict what was just said of a broken one. */}
            {one.valid && one.revokedLater !== null && (
              <p class="verify-quiet">
                {words.revokedLater(stamp(one.revokedLater.at, ZONE), words.revocationReasons[one.revokedLater.reason])}
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
};
