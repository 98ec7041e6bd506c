import './papers.css';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Problem, ProblemCode } from '#contract/problems';
import { Button } from '../../elements/button.tsx';
import { common } from '../../i18n/common.ts';
import { papers } from '../../i18n/papers.ts';
import { problemSentence } from '../../i18n/problems.ts';
import { fetchPaper, savePaper } from './fetch-paper.ts';

type Taking = { readonly at: 'idle' | 'busy' | 'taken' } | { readonly at: 'refused'; readonly problem: Problem | null };

/**
 * W65: a button that draws up a document and saves it: it says that it is being drawn up, that it is there, or why not.
 * `refusals`: sentences for codes that mean something of their own here.
 */
export const TakePaper = ({
  path,
  kind = 'line',
  refusals = {},
  children,
}: {
  readonly path: string;
  readonly kind?: 'line' | 'word';
  readonly refusals?: { readonly [code in ProblemCode]?: string };
  readonly children: ComponentChildren;
}) => {
  const words = papers();
  const [taking, setTaking] = useState<Taking>({ at: 'idle' });
  const take = async (): Promise<void> => {
    setTaking({ at: 'busy' });
    const answer = await fetchPaper(path);
    if (!answer.ok) return setTaking({ at: 'refused', problem: answer.problem });
    savePaper(answer.value);
    return setTaking({ at: 'taken' });
  };
  return (
    <div class="paper-take">
      <Button kind={kind} busy={taking.at === 'busy'} onClick={() => void take()}>
        {children}
      </Button>
      <p role="status">{taking.at === 'busy' ? words.busy : taking.at === 'taken' ? words.taken : ''}</p>
      {taking.at === 'refused' && (
        <p role="alert">
          {taking.problem === null
            ? common().unreachable
            : (refusals[taking.problem.code] ?? problemSentence(taking.problem.code))}
        </p>
      )}
    </div>
  );
};
