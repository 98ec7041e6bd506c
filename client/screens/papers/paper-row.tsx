import { papers } from '../../i18n/papers.ts';
import { TakePaper } from './take-paper.tsx';

/** One document: what it is, what stands in it, of what kind the file is, and the button. */
export const PaperRow = ({
  title,
  about,
  path,
  kind = 'PDF',
}: {
  readonly title: string;
  readonly about: string;
  readonly path: string;
  readonly kind?: 'PDF' | 'JSON';
}) => (
  <li class="paper-row">
    <p>
      <strong>{title}</strong>
      <span>{about}</span>
    </p>
    <TakePaper path={path}>
      {papers().takeKind(kind)}
      <span class="for-ears"> {title}</span>
    </TakePaper>
  </li>
);
