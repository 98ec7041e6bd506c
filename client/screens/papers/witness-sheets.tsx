import { useId, useState } from 'preact/hooks';
import { say } from '../../i18n/language.ts';
import { papers } from '../../i18n/papers.ts';
import { useVisit } from '../../state/visit.ts';
import { witnessesIn } from './may-take.ts';
import { paperPaths } from './paper-paths.ts';
import { TakePaper } from './take-paper.tsx';

/** Anybody's witness sheet, by wave and person. */
export const WitnessSheets = () => {
  const { session, topics } = useVisit();
  const words = papers();
  const id = useId();
  const waves = topics.figures.value?.waves ?? [];
  const people = witnessesIn(Object.values(topics.roster.value?.rows ?? {}));
  const [chosenWave, setWave] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const wave = waves.find((one) => String(one.wave) === chosenWave) ?? waves[0];
  const witness = people.find(({ personId }) => personId === chosen) ?? people[0];
  return (
    <section aria-label={words.witnessSheets}>
      <h2 class="part-title">{words.witnessSheets}</h2>
      <p class="papers-note">{witness === undefined ? words.noWitness : words.witnessSheetsAbout}</p>
      {witness !== undefined && wave !== undefined && (
        <div class="papers-choice">
          <div>
            <label for={`${id}-wave`}>{words.wave}</label>
            <select
              id={`${id}-wave`}
              value={String(wave.wave)}
              onChange={(event) => setWave(event.currentTarget.value)}
            >
              {waves.map((one) => (
                <option key={one.wave} value={String(one.wave)}>
                  {say(one.title)}
                </option>
              ))}
            </select>
          </div>
          <div>
            <label for={`${id}-witness`}>{words.witness}</label>
            <select
              id={`${id}-witness`}
              value={witness.personId}
              onChange={(event) => setChosen(event.currentTarget.value)}
            >
              {people.map(({ personId, name, position }) => (
                <option key={personId} value={personId}>
                  {name}, {say(position)}
                </option>
              ))}
            </select>
          </div>
          <TakePaper
            key={`${wave.wave} ${witness.personId}`}
            path={paperPaths(session).witnessSheet(wave.wave, witness.personId)}
            refusals={{ 'unknown-document': words.nothingWitnessed }}
          >
            {words.takeKind('PDF')}
            <span class="for-ears"> {words.witnessSheet(say(wave.title))}</span>
          </TakePaper>
        </div>
      )}
    </section>
  );
};
