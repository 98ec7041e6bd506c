import { useState } from 'preact/hooks';
import type { VerificationView } from '#contract/views/verification';
import { Button } from '../../elements/button.tsx';
import { number } from '../../i18n/formats.ts';
import { verify } from '../../i18n/verify.ts';
import { findingSentence } from './verdict.ts';

const size = (bytes: number): string => `${number(Math.max(1, Math.round(bytes / 1024)))} kB`;

/** `9f2c 41d8 …`: read aloud and compared in fours. */
const Hash = ({ sha256 }: { readonly sha256: string }) => {
  const words = verify();
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(sha256).then(
      () => setCopied(true),
      // Without permission the digits can still be selected.
      () => undefined,
    );
  };
  return (
    <>
      <code class="verify-hash">{sha256.match(/.{4}/g)?.join(' ')}</code>{' '}
      <Button kind="word" onClick={copy}>
        {isCopied ? words.copied : words.copy}
      </Button>
    </>
  );
};

/** For those who check for themselves: hash, place in the ledger, level, time, every finding. */
export const DocumentDetails = ({ view }: { readonly view: VerificationView }) => {
  const words = verify();
  const { document } = view;
  // Only of what is valid here is it known whose certificates and whose clock they were.
  const isKnown = view.verdict === 'valid';
  const levels = [...new Set(view.signatures.map(({ level }) => level))].join(', ');
  return (
    <section class="verify-details">
      <h2 class="for-ears">{words.details}</h2>
      <dl>
        <dt>{words.document}</dt>
        <dd>
          {document.number === null ? size(document.bytes) : words.agreement(document.number, size(document.bytes))}
        </dd>
        <dt>{words.hash}</dt>
        <dd>
          <Hash sha256={document.sha256} />
        </dd>
        <dt>{words.ledger}</dt>
        <dd>
          {document.ledger === null
            ? words.ledgerNone
            : words.ledgerAt(number(document.ledger.position), document.ledger.ceremonyId)}
        </dd>
        {levels !== '' && (
          <>
            <dt>{words.kind}</dt>
            <dd>{isKnown ? words.level(levels) : words.levelOnly(levels)}</dd>
            <dt>{words.time}</dt>
            <dd>{isKnown ? words.timeBody : words.timeStated}</dd>
          </>
        )}
        {view.problems.length > 0 && (
          <>
            <dt>{words.findings}</dt>
            <dd>
              <ul>
                {view.problems.map((problem) => (
                  <li key={problem}>{findingSentence(problem)}</li>
                ))}
              </ul>
            </dd>
          </>
        )}
        <dt>{words.ownTools}</dt>
        <dd>
          {words.ownToolsBody}{' '}
          <a href="/authority/root.pem" download>
            {words.root}
          </a>
        </dd>
      </dl>
      <p class="verify-quiet">{words.legalNote}</p>
    </section>
  );
};
