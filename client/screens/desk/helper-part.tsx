import { useId, useState } from 'preact/hooks';
import type { Problem } from '#contract/problems';
import type { SelfView } from '#contract/views';
import { Button } from '../../elements/button.tsx';
import { ProblemNotice } from '../../elements/notice.tsx';
import { desk } from '../../i18n/desk.ts';
import { useVisit } from '../../state/visit.ts';
import { HelperDialog } from './helper-dialog.tsx';

/** W55: who helps to sign, told before anything is signed; named by the person, or by an officer, and taken back. */
export const HelperPart = ({ self }: { readonly self: SelfView }) => {
  const { connection, topics } = useVisit();
  const words = desk().helper;
  const id = useId();
  const [isNaming, setNaming] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const phase = topics.stage.value?.phase;
  if (phase !== 'open' && phase !== 'live') return null;
  const name = async (helper: { readonly name: string; readonly relation: string } | null): Promise<void> => {
    setNaming(false);
    const answer = await connection.command('signing:name-helper', { helper });
    setProblem(answer.ok ? null : answer.problem);
  };
  return (
    <section class="desk-helper" aria-labelledby={id}>
      <p id={id} class={self.helper === null ? 'for-ears' : undefined}>
        {self.helper === null ? words.title : words.by(self.helper.name, self.helper.relation)}
      </p>
      {problem !== null && <ProblemNotice problem={problem} />}
      <Button kind="word" onClick={self.helper === null ? () => setNaming(true) : () => void name(null)}>
        {self.helper === null ? words.add : words.remove}
      </Button>
      {isNaming && <HelperDialog onClose={() => setNaming(false)} onName={(helper) => void name(helper)} />}
    </section>
  );
};
