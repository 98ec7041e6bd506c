import './verify.css';
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '#contract/problems';
import type { VerificationView } from '#contract/views/verification';
import type { Answer } from '../../connection/http.ts';
import { ProblemNotice } from '../../elements/notice.tsx';
import { TopBar } from '../../elements/top-bar.tsx';
import { verify } from '../../i18n/verify.ts';
import { path, readAddress } from '../../router.ts';
import { useRoom } from '../../state/room.ts';
import { askVerdict, type Asked as Question } from './ask.ts';
import { DocumentDetails } from './document-details.tsx';
import { DropArea } from './drop-area.tsx';
import { FullDetails } from './full-details.tsx';
import { ReportButtons } from './report-buttons.tsx';
import { SignatureLine } from './signature-line.tsx';
import { VerdictHead } from './verdict-head.tsx';

type Asked =
  | { readonly at: 'start' }
  | { readonly at: 'asking'; readonly of: { readonly file: string } | 'code' }
  | { readonly at: 'refused'; readonly problem: Problem | null }
  | { readonly at: 'answered'; readonly view: VerificationView; readonly of: Question };

const told = (answer: Answer<VerificationView>, of: Question): Asked =>
  answer.ok ? { at: 'answered', view: answer.value, of } : { at: 'refused', problem: answer.problem };

/** `/verify` and `/verify/<code>`: anyone, ever after. No invitation, no socket, no video. */
export const VerifyScreen = () => {
  const words = verify();
  useRoom('hall', words.title);
  const [asked, setAsked] = useState<Asked>({ at: 'start' });
  const address = readAddress(path.value);
  const code = address.at === 'verify' ? address.code : null;

  useEffect(() => {
    if (code === null) return undefined;
    let here = true;
    setAsked({ at: 'asking', of: 'code' });
    void askVerdict({ code }).then((answer) => here && setAsked(told(answer, { code })));
    return () => {
      here = false;
    };
  }, [code]);

  const ask = (file: File): void => {
    setAsked({ at: 'asking', of: { file: file.name } });
    void askVerdict({ file }).then((answer) => setAsked(told(answer, { file })));
  };

  return (
    <div class="quiet-page">
      <TopBar title={words.title} titleIsHeading={false} />
      <main id="content" class="verify" data-asked={asked.at}>
        {asked.at === 'answered' ? (
          <>
            <VerdictHead view={asked.view} byCode={'code' in asked.of} />
            {asked.view.signatures.length > 0 && <SignatureLine signatures={asked.view.signatures} />}
            <div class="verify-below">
              <DocumentDetails view={asked.view} />
              <div class="verify-aside">
                <ReportButtons asked={asked.of} view={asked.view} />
                <DropArea onFile={ask} large={false} />
              </div>
            </div>
            <FullDetails view={asked.view} />
          </>
        ) : (
          <>
            <header class="verify-start">
              <h1>{words.startTitle}</h1>
              <p>{words.startBody}</p>
            </header>
            {asked.at === 'refused' && <ProblemNotice problem={asked.problem} />}
            {asked.at === 'asking' ? (
              <p class="verify-asking" role="status">
                {asked.of === 'code' ? words.looking : words.checking(asked.of.file)}
              </p>
            ) : (
              <DropArea onFile={ask} large />
            )}
            <p class="verify-quiet">{words.legalNote}</p>
          </>
        )}
      </main>
      <div class="kawung-floor" aria-hidden="true" />
    </div>
  );
};
