import { type ArchiveFinding, isGood } from '#cli/export/check-archive';
import { say } from '../i18n/language.ts';
import { offline } from '../i18n/offline.ts';
import { DocumentRow } from './document-row.tsx';

const spelled = (hash: string): string => (hash.match(/.{1,8}/g) ?? []).join(' ');

/** SHA-256 of the root certificates in the folder: the organiser's own, and those of other issuers and time-stamp authorities. */
export type Fingerprints = { readonly own: string; readonly others: readonly string[] };

/** What was found: plain words first, then the ledger and its root, then every document. */
export const Finding = ({
  finding,
  fingerprints,
}: {
  readonly finding: ArchiveFinding;
  readonly fingerprints: Fingerprints;
}) => {
  const words = offline();
  const { manifest, ledger, ok } = finding;
  // What does not hold comes first: nobody looks for it among hundreds.
  const documents = finding.documents.toSorted((a, b) => Number(isGood(a)) - Number(isGood(b)));
  return (
    <>
      <section class={ok ? 'verdict' : 'verdict is-bad'} role="status">
        <h2>{ok ? words.good : words.bad}</h2>
        <p>{ok ? words.goodBody : words.badBody}</p>
        <p>
          <b>{say(manifest.title)}</b>
          <br />
          {manifest.organiser} · {manifest.ceremonyId}
        </p>
        {manifest.rehearsal ? <p class="is-bad">{words.rehearsal}</p> : null}
        {manifest.sample ? <p class="is-bad">{words.sample}</p> : null}
      </section>
      <section>
        <h2>{words.ledger}</h2>
        {ledger.ok ? (
          <p>{words.ledgerGood(ledger.events)}</p>
        ) : (
          <p class="is-bad">
            {words.ledgerBad(ledger.at)} {words.ledgerProblems[ledger.why]}
          </p>
        )}
        <dl>
          <dt>{words.root(manifest.events)}</dt>
          <dd>{spelled(manifest.root)}</dd>
          {manifest.record === null ? null : (
            <>
              <dt>{words.root(manifest.record.upTo)}</dt>
              <dd>{spelled(manifest.record.root)}</dd>
            </>
          )}
          <dt>{words.fingerprint}</dt>
          <dd>{spelled(fingerprints.own)}</dd>
          {fingerprints.others.length === 0 ? null : <dt>{words.otherFingerprints}</dt>}
          {fingerprints.others.map((other) => (
            <dd key={other}>{spelled(other)}</dd>
          ))}
        </dl>
        <p class="quiet">{words.compare}</p>
      </section>
      <section>
        <h2>
          {words.documents} ({documents.length})
        </h2>
        <ul class="documents">
          {documents.map((one) => (
            <DocumentRow key={one.file} finding={one} />
          ))}
        </ul>
        <p class="quiet">{words.legalNote}</p>
      </section>
    </>
  );
};
