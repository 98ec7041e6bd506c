import type { LedgerPlace } from '#contract/views/verification';
import { Button } from '../../elements/button.tsx';
import { number } from '../../i18n/formats.ts';
import { stamp } from '../../i18n/later-formats.ts';
import { verify } from '../../i18n/verify.ts';
import { Copy, Digits } from './digits.tsx';
import { savePaper } from '../papers/fetch-paper.ts';
import { ZONE } from './signature-line.tsx';

/** W64: where the event stands that names these bytes, and the hashes that lead from it to the root. */
export const LedgerProof = ({ place }: { readonly place: LedgerPlace }) => {
  const words = verify();
  const { proof, position, at, under } = place;
  if (proof === null) return null;
  const text = `${JSON.stringify(proof, null, 2)}\n`;
  const save = (): void =>
    savePaper({
      blob: new Blob([text], { type: 'application/json' }),
      fileName: `bukti-${place.ceremonyId}-${position}.json`,
    });
  return (
    <section>
      <h3>{words.proof}</h3>
      <dl>
        <dt>{words.ledger}</dt>
        <dd>{words.eventAt(number(position), stamp(at, ZONE))}</dd>
        <dt>{words.eventHash}</dt>
        <dd>
          <Digits hex={proof.hash} />
        </dd>
        <dt>{words.under[under](number(proof.upTo))}</dt>
        <dd>
          <Digits hex={proof.root} />
        </dd>
        {proof.path.length > 0 && (
          <>
            <dt>{words.way}</dt>
            <dd>
              <ol>
                {proof.path.map((hash, index) => (
                  <li key={index}>
                    <Digits hex={hash} />
                  </li>
                ))}
              </ol>
            </dd>
          </>
        )}
      </dl>
      <p class="verify-proof-acts">
        <Button onClick={save}>{words.proofFile}</Button>
        <Copy text={text} />
      </p>
      <p class="verify-quiet">{words.proofCheck}</p>
    </section>
  );
};
