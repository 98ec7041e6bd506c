import { useState } from 'preact/hooks';
import type { VerificationView } from '#contract/views/verification';
import { Button } from '../../elements/button.tsx';
import { verify } from '../../i18n/verify.ts';
import { askReport, type Asked } from './ask.ts';
import { savePaper } from '../papers/fetch-paper.ts';

/** W62: the finding as a file: sealed by the organiser for people, as data for programs. */
export const ReportButtons = ({ asked, view }: { readonly asked: Asked; readonly view: VerificationView }) => {
  const words = verify();
  const [busy, setBusy] = useState<'pdf' | 'json' | null>(null);
  const [isFailed, setFailed] = useState(false);
  const fetchReport = async (as: 'pdf' | 'json'): Promise<void> => {
    setBusy(as);
    const answer = await askReport(asked, as);
    setBusy(null);
    setFailed(!answer.ok);
    if (answer.ok)
      savePaper({ blob: answer.value, fileName: `pemeriksaan-${view.document.sha256.slice(0, 16)}.${as}` });
  };
  return (
    <div class="verify-report">
      <Button busy={busy === 'pdf'} onClick={() => void fetchReport('pdf')}>
        {words.reportPdf}
      </Button>
      <Button busy={busy === 'json'} onClick={() => void fetchReport('json')}>
        {words.reportJson}
      </Button>
      {isFailed ? (
        <p class="verify-warning" role="alert">
          {words.reportFailed}
        </p>
      ) : (
        'file' in asked && <p class="verify-quiet">{words.reportBody}</p>
      )}
    </div>
  );
};
