import { useState } from 'preact/hooks';
import { Button } from '../../elements/button.tsx';
import { verify } from '../../i18n/verify.ts';

/** `9f2c 41d8 …`: read aloud and compared in fours. */
export const Digits = ({ hex }: { readonly hex: string }) => (
  <code class="verify-hash">{hex.match(/.{4}/g)?.join(' ')}</code>
);

/** Puts a text on the clipboard. */
export const Copy = ({ text }: { readonly text: string }) => {
  const words = verify();
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      // Without permission the digits can still be selected.
      () => undefined,
    );
  };
  return (
    <Button kind="word" onClick={copy}>
      {isCopied ? words.copied : words.copy}
    </Button>
  );
};
