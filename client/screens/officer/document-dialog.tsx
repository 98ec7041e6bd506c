import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '#contract/problems';
import type { BoardRow } from '#contract/views/agreements';
import { Dialog } from '../../elements/dialog.tsx';
import { ProblemNotice } from '../../elements/notice.tsx';
import { say } from '../../i18n/language.ts';
import { officer } from '../../i18n/officer.ts';
import { openDocument, type OpenedDocument } from '../../pdf/open-document.ts';
import { PdfView } from '../../pdf/pdf-view.tsx';
import { papers } from '../../i18n/papers.ts';
import { useVisit } from '../../state/visit.ts';
import { fetchBytes } from '../desk/fetch-bytes.ts';
import { isRowSignedByAll } from '../papers/may-take.ts';
import { paperPaths } from '../papers/paper-paths.ts';
import { TakePaper } from '../papers/take-paper.tsx';
import { Evidence } from './evidence.tsx';
import { RenewArchive } from './renew-archive.tsx';

/** A document to look at, for the legal officer. */
export const DocumentDialog = ({ row, onClose }: { readonly row: BoardRow; readonly onClose: () => void }) => {
  const { session } = useVisit();
  const words = officer().board;
  const [opened, setOpened] = useState<OpenedDocument | null>(null);
  const [problem, setProblem] = useState<Problem | null | 'none'>('none');
  const paths = paperPaths(session);
  const path = paths.document(row.agreementId);
  useEffect(() => {
    let here = true;
    let mine: OpenedDocument | null = null;
    const open = async (): Promise<void> => {
      const answer = await fetchBytes(path);
      if (!answer.ok) return void (here && setProblem(answer.problem));
      mine = await openDocument(answer.value);
      if (here) setOpened(mine);
      else mine.close();
    };
    open().catch(() => here && setProblem(null));
    return () => {
      here = false;
      mine?.close();
    };
  }, [path]);
  return (
    <Dialog title={`${words.documentOf(row.number)} · ${say(row.title)}`} onClose={onClose}>
      <div class="officer-evidence">
        <p>
          <Evidence row={row} />
        </p>
        {row.state === 'sealed' && <RenewArchive agreementId={row.agreementId} pending={row.pending} />}
        <div class="officer-document-acts">
          {isRowSignedByAll(row) && (
            <TakePaper kind="word" path={paths.completion(row.agreementId)}>
              {papers().completionAct}
            </TakePaper>
          )}
          <TakePaper kind="word" path={paths.copy(row.agreementId)}>
            {papers().copyAct}
          </TakePaper>
        </div>
      </div>
      <div class="officer-document">
        {problem !== 'none' && <ProblemNotice problem={problem} />}
        {opened === null ? (
          <p role="status">{problem === 'none' ? words.opening : ''}</p>
        ) : (
          <PdfView document={opened} title={say(row.title)} seen={[]} />
        )}
      </div>
    </Dialog>
  );
};
