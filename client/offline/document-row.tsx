import type { DocumentFinding } from '#cli/export/check-archive';
import { isGood } from '#cli/export/check-archive';
import { attesterOfFile } from '#contract/attester';
import { tellTime } from '../i18n/attester.ts';
import { stamp } from '../i18n/later-formats.ts';
import { offline } from '../i18n/offline.ts';
import { verify } from '../i18n/verify.ts';
import { findingSentence } from '../screens/verify/verdict.ts';

/** Documents are dated by the capital's time. */
const ZONE = 'Asia/Jakarta';

/** One document: first whether it holds, then, unfolded, who signed it and when. */
export const DocumentRow = ({ finding }: { readonly finding: DocumentFinding }) => {
  const { report } = finding;
  const attested = report !== null && 'signatures' in report ? attesterOfFile(report) : null;
  return (
    <li class={isGood(finding) ? undefined : 'is-bad'}>
      <details>
        <summary>
          <b>{finding.file}</b>
          <span>
            {standingOf(finding)}; {verdictOf(finding)}
            {attested === null ? '' : `; ${tellTime(attested)}`}
          </span>
        </summary>
        {report === null ? null : 'unreadable' in report ? (
          <p>{findingSentence(report.problem)}</p>
        ) : (
          <>
            <ol>
              {report.signatures.map((one) => (
                <li key={one.field} class={one.valid ? undefined : 'is-bad'}>
                  <b>{one.name === '' ? verify().unreadableSigner : one.name}</b>{' '}
                  {[one.role, one.organisation].filter((part) => part !== '').join(', ')}
                  <br />
                  {one.time === '' ? verify().noTime : stamp(one.time, ZONE)} · PAdES {one.level}
                  {one.attestedByName === null ? '' : ` · ${one.attestedByName}`}
                  {one.problems.map((problem) => (
                    <em key={problem}>{findingSentence(problem)}</em>
                  ))}
                </li>
              ))}
            </ol>
            {report.problems.map((problem) => (
              <p key={problem} class="is-bad">
                {findingSentence(problem)}
              </p>
            ))}
          </>
        )}
      </details>
    </li>
  );
};

const standingOf = ({ ledger, position }: DocumentFinding): string => {
  const { standing } = offline();
  const told = standing[ledger];
  return typeof told === 'string' ? told : told(position ?? 0);
};

const verdictOf = ({ report, ledger }: DocumentFinding): string => {
  const words = offline();
  if (report === null) return ledger === 'missing' ? '—' : words.noSignatures;
  return 'unreadable' in report ? words.verdicts.unreadable : words.verdicts[report.verdict];
};
