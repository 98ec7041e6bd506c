import { attesterOfFile } from '#contract/attester';
import type { VerificationView } from '#contract/views/verification';
import { tellAttester } from '../../i18n/attester.ts';
import { number } from '../../i18n/formats.ts';
import { stamp } from '../../i18n/later-formats.ts';
import { verify } from '../../i18n/verify.ts';
import { Copy, Digits } from './digits.tsx';
import { ZONE } from './signature-line.tsx';
import { findingSentence } from './verdict.ts';

const size = (bytes: number): string => `${number(Math.max(1, Math.round(bytes / 1024)))} kB`;

/** For those who check for themselves: hash, place in the ledger, level, time, every finding. */
export const DocumentDetails = ({ view }: { readonly view: VerificationView }) => {
  const words = verify();
  const { document } = view;
  const attester = attesterOfFile(view);
  // Only of what is known here is it known whose certificates they were.
  // Another's certificates lead to another's root.
  const isForeign = view.verdict === 'indeterminate' && view.issued === false;
  const isOurs = view.verdict === 'valid' && view.signatures.every(({ legal }) => legal.kind === 'uncertified');
  return (
    <section class="verify-details">
      <h2 class="for-ears">{words.details}</h2>
      <dl>
        <dt>{words.document}</dt>
        <dd>
          {document.number === null ? size(document.bytes) : words.agreement(document.number, size(document.bytes))}
        </dd>
        <dt>{words.hash}</dt>
        <dd>
          <Digits hex={document.sha256} /> <Copy text={document.sha256} />
        </dd>
        <dt>{words.ledger}</dt>
        <dd>
          {document.ledger === null
            ? words.ledgerNone
            : words.ledgerAt(number(document.ledger.position), document.ledger.ceremonyId)}
        </dd>
        {document.template !== null && (
          <>
            <dt>{words.template}</dt>
            <dd>{document.template}</dd>
          </>
        )}
        {view.level !== null && (
          <>
            <dt>{words.kind}</dt>
            <dd>{isOurs ? words.level(view.level) : words.levelOnly(view.level)}</dd>
          </>
        )}
        {attester !== null && (
          <>
            <dt>{words.time}</dt>
            <dd>{tellAttester(attester)}</dd>
          </>
        )}
        {view.problems.length > 0 && (
          <>
            <dt>{words.findings}</dt>
            <dd>
              <ul>
                {view.problems.map((problem) => (
                  <li key={problem}>{findingSentence(problem)}</li>
                ))}
              </ul>
            </dd>
          </>
        )}
        {!isForeign && (
          <>
            <dt>{words.ownTools}</dt>
            <dd>
              {words.ownToolsBody}{' '}
              <a href={document.rehearsal ? '/authority/rehearsal/root.pem' : '/authority/root.pem'} download>
                {words.root}
              </a>
            </dd>
          </>
        )}
      </dl>
      <p class="verify-quiet">
        {words.checked(stamp(view.checkedAt, ZONE), view.checkedWith)} {words.legalNote}
      </p>
    </section>
  );
};
