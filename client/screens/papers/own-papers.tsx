import type { SelfView } from '#contract/views';
import { say } from '../../i18n/language.ts';
import { papers } from '../../i18n/papers.ts';
import { useVisit } from '../../state/visit.ts';
import { isSignedByAll, signedAsParty, wavesWitnessed } from './may-take.ts';
import { PaperRow } from './paper-row.tsx';
import { paperPaths } from './paper-paths.ts';

/** One's own: that one took part, what one signed, what one witnessed. */
export const OwnPapers = ({ self }: { readonly self: SelfView }) => {
  const { session, topics } = useVisit();
  const words = papers();
  const paths = paperPaths(session);
  const isClosed = topics.stage.value?.phase === 'closed';
  const signed = signedAsParty(self.agreements);
  const waves = wavesWitnessed(self.agreements);
  const titleOf = (wave: number): string => {
    const title = topics.figures.value?.waves.find((one) => one.wave === wave)?.title;
    return title === undefined ? String(wave) : say(title);
  };
  return (
    <section aria-label={words.own}>
      <h2 class="part-title">{words.own}</h2>
      <ul>
        {isClosed && (
          <PaperRow title={words.participation} about={words.participationAbout} path={paths.participation} />
        )}
        {waves.map((wave) => (
          <PaperRow
            key={wave}
            title={words.witnessSheet(titleOf(wave))}
            about={words.witnessSheetAbout}
            path={paths.witnessSheet(wave, session.person.personId)}
          />
        ))}
      </ul>
      {!isClosed && <p class="papers-note">{words.afterwards}</p>}
      {signed.map((agreement) => (
        <div key={agreement.agreementId} role="group" aria-label={words.agreement(agreement.number)}>
          <h3>
            {words.agreement(agreement.number)} · {say(agreement.title)}
          </h3>
          <ul>
            <PaperRow title={words.document} about={words.documentAbout} path={paths.document(agreement.agreementId)} />
            <PaperRow title={words.copy} about={words.copyAbout} path={paths.copy(agreement.agreementId)} />
            {isSignedByAll(agreement) && (
              <PaperRow
                title={words.completion}
                about={words.completionAbout}
                path={paths.completion(agreement.agreementId)}
              />
            )}
          </ul>
        </div>
      ))}
    </section>
  );
};
