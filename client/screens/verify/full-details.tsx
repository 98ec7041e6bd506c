import type { ComponentChildren } from 'preact';
import type { ReportedTimestamp, VerificationView, VerifiedSignature } from '#contract/views/verification';
import { tellTime } from '../../i18n/attester.ts';
import { number } from '../../i18n/formats.ts';
import { stamp } from '../../i18n/later-formats.ts';
import { verify } from '../../i18n/verify.ts';
import { Digits } from './digits.tsx';
import { LedgerProof } from './ledger-proof.tsx';
import { ZONE } from './signature-line.tsx';
import { findingSentence } from './verdict.ts';

const when = (at: string): string => (at === '' ? verify().noTime : stamp(at, ZONE));

const Row = ({ name, children }: { readonly name: string; readonly children: ComponentChildren }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
);

const Stamp = ({ of }: { readonly of: ReportedTimestamp }) => {
  const words = verify();
  const by = of.by === '' ? words.unreadableSigner : of.by;
  const attested =
    of.attestedBy === null ? '' : `; ${of.attestedBy === 'external' ? words.attestedBy(by) : tellTime(of.attestedBy)}`;
  return (
    <>
      {when(of.at)}, {by}
      {attested}
      {of.problems.map((problem) => (
        <em key={problem} class="verify-bad">
          {' '}
          {findingSentence(problem)}
        </em>
      ))}
    </>
  );
};

const legalOf = ({ legal }: VerifiedSignature): string => {
  const words = verify();
  if (legal.kind === 'certified') return words.certifiedBy(legal.issuer);
  return legal.kind === 'uncertified' ? words.each.uncertified : words.each.unknown;
};

const Signature = ({ one }: { readonly one: VerifiedSignature }) => {
  const words = verify();
  const { each } = words;
  const name = one.name === '' ? words.unreadableSigner : one.name;
  const attested =
    one.attestedBy === 'external' ? words.attestedBy(one.attestedByName ?? '') : tellTime(one.attestedBy);
  return (
    <section>
      <h3>{one.certifies ? words.certification : one.seals ? words.seal : name}</h3>
      <dl>
        <Row name={each.stated}>{when(one.time)}</Row>
        <Row name={each.proven}>
          {one.provenAt === null ? each.notProven : when(one.provenAt)} ({attested})
        </Row>
        <Row name={words.levels}>{words.levelOf(one.level)}</Row>
        {one.valid && <Row name={each.legal}>{legalOf(one)}</Row>}
        {one.reason !== '' && <Row name={each.reason}>{one.reason}</Row>}
        <Row name={each.path}>{one.path.join(' ← ')}</Row>
        {one.certificate.sha256 !== null && (
          <Row name={each.fingerprint}>
            <Digits hex={one.certificate.sha256} />
          </Row>
        )}
        <Row name={each.lists}>
          {one.revocation.length === 0
            ? each.noLists
            : [
                ...new Set(
                  one.revocation.map(({ by, issued, from }) =>
                    each[from](`${by === 'ocsp' ? 'OCSP ' : ''}${when(issued)}`),
                  ),
                ),
              ].join('; ')}
        </Row>
        <Row name={each.locks}>
          {one.locks === null ? each.noLocks : each[one.locks.action](one.locks.fields.join(', '))}
        </Row>
        {one.timestamps.length > 0 && (
          <Row name={each.stamps}>
            {one.timestamps.map((of, index) => (
              <div key={index}>
                <Stamp of={of} />
              </div>
            ))}
          </Row>
        )}
      </dl>
    </section>
  );
};

/** W63: everything that was found, unfolded by those who check for themselves. */
export const FullDetails = ({ view }: { readonly view: VerificationView }) => {
  const words = verify();
  if (view.signatures.length === 0 && view.document.ledger === null) return null;
  return (
    <details class="verify-full">
      <summary>{words.unfold}</summary>
      {view.signatures.map((one, index) => (
        <Signature key={index} one={one} />
      ))}
      {view.timestamps.length > 0 && (
        <section>
          <h3>{words.documentStamps}</h3>
          <ul>
            {view.timestamps.map((of, index) => (
              <li key={index}>
                <Stamp of={of} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {view.revisions.length > 0 && (
        <section>
          <h3>{words.revisions}</h3>
          <ol>
            {view.revisions.map(({ what, field, bytes }, index) => (
              <li key={index} class={what === 'unexplained' ? 'verify-bad' : undefined}>
                {words.works[what]}
                {field === null ? '' : ` (${field})`}, {words.upTo(number(bytes))}
              </li>
            ))}
          </ol>
        </section>
      )}
      {view.document.ledger !== null && <LedgerProof place={view.document.ledger} />}
    </details>
  );
};
