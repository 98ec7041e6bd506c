import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { Server } from 'socket.io';
import type { Acknowledgement, Problem, ProblemCode } from '#contract/problems';
import type { SessionView, TopicViews } from '#contract/views';
import { securityHeaders } from '#http/security-headers';

/** What the screens are to be shown. Topics that are missing are refused. */
export type Scene = {
  readonly session: SessionView;
  readonly topics: Partial<TopicViews>;
};

export type ScreenPreview = {
  readonly address: string;
  /** Changes what is shown, on every open screen at once. */
  readonly show: (change: (scene: Scene) => Scene) => void;
  /** Commands as they arrived, repeated ones too. */
  readonly received: { readonly id: string; readonly name: string; readonly payload: unknown }[];
  /** How the next commands are answered; by default all are accepted. */
  readonly answerWith: (answer: (name: string) => Acknowledgement) => void;
  /** What redeeming a link answers: a session, or a refusal. */
  readonly redeemWith: (code: ProblemCode | null) => void;
  readonly takeOver: (by: 'tab' | 'device') => void;
  readonly stop: () => Promise<void>;
};

const built = fileURLToPath(new URL('../../client/dist', import.meta.url));

const refused = (code: ProblemCode): { readonly ok: false; readonly problem: Problem } => ({
  ok: false,
  problem: { code, detail: code },
});

/**
 * The built client, served under the real security headers, with a server behind it that speaks the wire and shows a
 * fixed scene: to look at screens and to test them without a ceremony.
 */
export const startScreenPreview = async (first: Scene, dist = built): Promise<ScreenPreview> => {
  let scene = first;
  let revision = 1;
  let redeemed: ProblemCode | null = null;
  let answer: (name: string) => Acknowledgement = () => ({ ok: true, position: revision });
  const received: { readonly id: string; readonly name: string; readonly payload: unknown }[] = [];

  const app = express();
  const server = createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  app.use(...securityHeaders({ publicUrl: address, strictTransport: false }));
  app.use(express.static(dist, { index: false }));
  app.post('/api/redeem', express.json(), (request, response) => {
    const { takeover } = request.body as { readonly takeover?: boolean };
    const code = redeemed === 'other-device' && takeover === true ? null : redeemed;
    if (code === null) response.json(scene.session);
    else response.status(403).json({ code, detail: code });
  });
  app.get('/api/c/:ceremonyId/:personId/session', (_request, response) => response.json(scene.session));
  app.get(['/', '/j/:token', '/c/:ceremonyId/:personId', '/verify', '/verify/:code'], (_request, response) =>
    response.sendFile('index.html', { root: dist }),
  );

  const io = new Server(server);
  io.on('connection', (socket) => {
    socket.on('command', (message: (typeof received)[number], acknowledge: (answer: Acknowledgement) => void) => {
      received.push(message);
      acknowledge(answer(message.name));
    });
    socket.on(
      'subscribe',
      ({ topic }: { readonly topic: keyof TopicViews }, acknowledge: (answer: unknown) => void) => {
        const snapshot = scene.topics[topic];
        if (snapshot === undefined) return acknowledge(refused('not-allowed'));
        socket.emit('topic', { topic, revision, snapshot });
        return acknowledge({ ok: true });
      },
    );
    socket.on('signal', (_message: unknown, acknowledge: (answer: unknown) => void) =>
      acknowledge(refused('media-not-permitted')),
    );
    socket.on('clock', (_message: unknown, acknowledge: (answer: unknown) => void) =>
      acknowledge({ at: new Date().toISOString() }),
    );
  });

  return {
    address,
    received,
    show: (change) => {
      scene = change(scene);
      revision += 1;
      for (const [topic, snapshot] of Object.entries(scene.topics)) io.emit('topic', { topic, revision, snapshot });
    },
    answerWith: (next) => {
      answer = next;
    },
    redeemWith: (code) => {
      redeemed = code;
    },
    takeOver: (by) => {
      io.emit('taken-over', { by });
      io.disconnectSockets();
    },
    stop: async () => {
      await io.close();
      server.closeAllConnections();
    },
  };
};
