import './pages.css';
import type { ComponentChildren } from 'preact';
import { common } from '../i18n/common.ts';
import { useRoom } from '../state/room.ts';
import { Button } from './button.tsx';
import { TopBar } from './top-bar.tsx';

/** A quiet page in the hall with one message: what is kept, what happened, what to do. */
export const MessagePage = ({
  title,
  children,
  actions,
  sample = false,
  rehearsal = false,
}: {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly sample?: boolean;
  readonly rehearsal?: boolean;
}) => {
  useRoom('hall', title);
  return (
    <div class="quiet-page">
      <TopBar sample={sample} rehearsal={rehearsal} />
      <main id="content" class="message-page">
        <h1>{title}</h1>
        <div class="message-page-body">{children}</div>
        {actions !== undefined && <div class="message-page-actions">{actions}</div>}
      </main>
      <div class="kawung-floor" aria-hidden="true" />
    </div>
  );
};

export const FaultPage = () => {
  const words = common();
  return (
    <MessagePage title={words.fault.title} actions={<Button onClick={() => location.reload()}>{words.reload}</Button>}>
      <p>{words.fault.body}</p>
    </MessagePage>
  );
};
