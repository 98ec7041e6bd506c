import { useId, useState } from 'preact/hooks';
import type { Phase } from '#contract/constants';
import type { Problem } from '#contract/problems';
import type { SelfView } from '#contract/views';
import { Button } from '../../elements/button.tsx';
import { ProblemNotice } from '../../elements/notice.tsx';
import { VideoTile } from '../../elements/video-tile.tsx';
import { desk } from '../../i18n/desk.ts';
import { clock } from '../../i18n/formats.ts';
import { devices } from '../../i18n/devices.ts';
import { useVisit } from '../../state/visit.ts';

/** Enters the code that an officer handed over another way. */
const CodeForm = () => {
  const { connection } = useVisit();
  const words = desk().identity;
  const id = useId();
  const [code, setCode] = useState('');
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | 'form' | null>(null);
  const send = async (): Promise<void> => {
    const digits = code.replaceAll(/\s/g, '');
    if (!/^\d{8}$/.test(digits)) return setProblem('form');
    setSending(true);
    setProblem(null);
    const answer = await connection.command('identity:enter-code', { code: digits });
    setSending(false);
    if (!answer.ok) setProblem(answer.problem);
  };
  return (
    <form
      class="desk-code"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSending) void send();
      }}
    >
      <label for={id}>{words.codeLabel}</label>
      <div>
        <input
          id={id}
          name="code"
          inputMode="numeric"
          autocomplete="one-time-code"
          maxLength={11}
          value={code}
          aria-invalid={problem !== null}
          aria-describedby={problem === 'form' ? `${id}-form` : undefined}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" busy={isSending}>
          {words.enter}
        </Button>
      </div>
      {problem === 'form' && (
        <p id={`${id}-form`} class="desk-bad" role="alert">
          {words.badForm}
        </p>
      )}
      {problem !== null && problem !== 'form' && <ProblemNotice problem={problem} />}
    </form>
  );
};

/** Before anybody signs, an officer makes sure who they are: on video, or by a code. */
export const IdentityStep = ({ self, phase }: { readonly self: SelfView; readonly phase: Phase }) => {
  const { live, session } = useVisit();
  const words = desk().identity;
  const camera = live.devices.camera.value;
  const isSeen = camera.outcome === 'granted';
  const mayBeSeen = phase === 'open' || phase === 'live';
  const turnOn = (): void => {
    live.wanted.camera.value = 'auto';
    live.retryDevice('camera');
  };
  // Nobody signs any more, so nobody has to be known for it.
  if (phase === 'closing' || phase === 'closed') return null;
  return (
    <section class="desk-identity" aria-label={words.title}>
      <VideoTile stream={isSeen ? live.own.value : null} label={words.you} mirrored />
      <h2 class="part-title">{words.title}</h2>
      <p role="status">
        {!mayBeSeen ? words.notYet : isSeen || camera.outcome === 'opening' ? words.byVideo : words.withoutCamera}
      </p>
      {mayBeSeen && !isSeen && camera.outcome !== 'opening' && (
        <div class="desk-camera">
          {camera.outcome !== 'off' && <p class="desk-bad">{devices().outcomes[camera.outcome]}</p>}
          <Button onClick={turnOn}>{words.turnOn}</Button>
        </div>
      )}
      {self.identity.state === 'code-issued' && (
        <p class="desk-good">{words.codeIssued(clock(self.identity.expiresAt, session.zone))}</p>
      )}
      {mayBeSeen && <CodeForm />}
    </section>
  );
};
