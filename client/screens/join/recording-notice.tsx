import { useState } from 'preact/hooks';
import { NOTICE_VERSION } from '#contract/constants';
import type { Problem } from '#contract/problems';
import { Button } from '../../elements/button.tsx';
import { ProblemNotice } from '../../elements/notice.tsx';
import { join } from '../../i18n/join.ts';
import { useVisit } from '../../state/visit.ts';

/** What is recorded, by whom, why, how long, and one's rights; accepted before any camera opens. */
export const RecordingNotice = () => {
  const { session, connection, table } = useVisit();
  const { notice } = join();
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const accept = async (): Promise<void> => {
    setSending(true);
    setProblem(null);
    const answer = await connection.command('notice:accept', { noticeVersion: NOTICE_VERSION });
    // Accepted: the topic `self` says so and the next step appears. The button stays busy until then.
    if (!answer.ok) {
      setProblem(answer.problem);
      setSending(false);
    }
  };

  return (
    <section class="arrival-step" aria-labelledby="notice-title">
      <h2 id="notice-title">{notice.title}</h2>
      <dl class="arrival-facts">
        <dt>{notice.what}</dt>
        <dd>{notice.whatBody}</dd>
        <dt>{notice.notKept}</dt>
        <dd>{notice.notKeptBody}</dd>
        <dt>{notice.who}</dt>
        <dd>{notice.whoBody(session.organiser)}</dd>
        <dt>{notice.why}</dt>
        <dd>{notice.whyBody}</dd>
        <dt>{notice.long}</dt>
        <dd>{notice.longBody}</dd>
        <dt>{notice.rights}</dt>
        <dd>{notice.rightsBody}</dd>
      </dl>
      {problem !== null && <ProblemNotice problem={problem} />}
      <div class="arrival-act">
        <Button kind="act" large busy={isSending} onClick={() => void accept()}>
          {notice.accept}
        </Button>
        <p class="arrival-quiet">{table === null ? notice.refuse : notice.refuseAtTable}</p>
      </div>
    </section>
  );
};
