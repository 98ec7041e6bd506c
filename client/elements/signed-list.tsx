import './signed-list.css';
import type { FiguresView } from '#contract/views/agreements';
import { clockWithSeconds } from '../i18n/formats.ts';
import { stage } from '../i18n/stage.ts';
import { SealIcon } from './icons.tsx';

/** The agreements signed last, newest first. */
export const SignedList = ({ recent, zone }: { readonly recent: FiguresView['recent']; readonly zone: string }) => {
  const words = stage();
  return (
    <ol class="signed-list" aria-label={words.recent}>
      {recent.map((agreement) => (
        <li key={agreement.agreementId}>
          <SealIcon />
          <p>
            <strong>{agreement.first}</strong> <span>{words.withParty(agreement.second)}</span>
          </p>
          <time dateTime={agreement.at}>{clockWithSeconds(agreement.at, zone)}</time>
        </li>
      ))}
    </ol>
  );
};
