import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { CommandName, PayloadOf } from '#contract/commands';
import { PROTOCOL_VERSION, NOTICE_VERSION } from '#contract/constants';
import type { Acknowledgement, ProblemCode } from '#contract/problems';
import type { MyAgreementView, SelfView, SessionView, TopicMessage, TopicViews } from '#contract/views';
import { certificateRequest } from '#client/signing/request.ts';
import { unbundle } from '#flow/segment-bundle';
import { signRevision } from '#client/signing/sign-revision.ts';

type Jar = Map<string, string>;

/** In milliseconds. */
const ANSWER_WITHIN = 6_000;

/** A person with a browser's means: cookies, a socket, a key that stays here, and the client's own signing code. */
export type Guest = {
  readonly session: SessionView;
  readonly socket: Socket;
  readonly jar: Jar;
  command<Name extends CommandName>(name: Name, payload: PayloadOf<Name>, id?: string): Promise<Acknowledgement>;
  /** The command, which must be accepted. */
  must<Name extends CommandName>(name: Name, payload: PayloadOf<Name>): Promise<void>;
  /** The code with which the command is refused. */
  refusal<Name extends CommandName>(name: Name, payload: PayloadOf<Name>): Promise<ProblemCode | 'accepted'>;
  subscribe(topic: keyof TopicViews): Promise<{ ok: boolean }>;
  /** The topic's view once it fits. */
  until<Topic extends keyof TopicViews>(
    topic: Topic,
    fits: (view: TopicViews[Topic]) => boolean,
  ): Promise<TopicViews[Topic]>;
  get(path: string): Promise<Response>;
  agreement(agreementId: string): Promise<MyAgreementView>;
  enrol(): Promise<void>;
  /** Reads every page of the present document and consents to it; answers with the bytes shown. */
  consent(agreementId: string): Promise<Uint8Array>;
  /** The whole gesture: prepare, check, sign, complete; `between`: what happens before the last. */
  sign(agreementId: string, between?: () => Promise<void>): Promise<Acknowledgement>;
  /** For a witness: consents to every document of the wave as a list shows it. */
  consentWave(wave: number): Promise<Acknowledgement>;
  /** For a witness: prepares what waits in the wave, signs it, completes it; the answers to both commands. */
  signWave(wave: number): Promise<{ readonly prepared: Acknowledgement; readonly completed: Acknowledgement | null }>;
  /** Sends bytes to an address of one's own. */
  send(path: string, bytes: Uint8Array): Promise<Response>;
  close(): void;
};

const cookieHeader = (jar: Jar): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');

const keepCookies = (jar: Jar, response: Response): void => {
  for (const line of response.headers.getSetCookie()) {
    const [pair] = line.split(';');
    const at = pair?.indexOf('=') ?? -1;
    if (pair !== undefined && at > 0) jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
};

export const redeem = async (
  house: { readonly url: string },
  link: { readonly url: string },
  jar: Jar = new Map(),
  takeover = false,
): Promise<Response> => {
  const token = link.url.split('/').at(-1);
  const response = await fetch(`${house.url}/api/redeem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: house.url, cookie: cookieHeader(jar) },
    body: JSON.stringify({ token, takeover }),
  });
  keepCookies(jar, response);
  return response;
};

export const openSocket = (
  house: { readonly url: string },
  session: { readonly ceremonyId: string; readonly personId: string },
  jar: Jar,
): Socket =>
  io(house.url, {
    auth: { protocol: PROTOCOL_VERSION, ...session, tab: randomUUID() },
    extraHeaders: { cookie: cookieHeader(jar) },
    transports: ['websocket'],
    reconnectionDelay: 100,
    reconnectionDelayMax: 400,
    forceNew: true,
  });

const sessionBy = async (...given: Parameters<typeof redeem>): Promise<SessionView> => {
  const response = await redeem(...given);
  if (!response.ok) throw new Error(`The link was not accepted: ${await response.text()}`);
  return (await response.json()) as SessionView;
};

/** `session`: whose cookie is in the jar already. Opens a personal link and comes in; `notice: false` leaves the recording notice unread. */
export const arrive = async (
  house: { readonly url: string },
  link: { readonly url: string },
  options: {
    readonly jar?: Jar;
    readonly notice?: boolean;
    readonly takeover?: boolean;
    readonly session?: SessionView;
  } = {},
): Promise<Guest> => {
  const jar: Jar = options.jar ?? new Map();
  const session = options.session ?? (await sessionBy(house, link, jar, options.takeover));
  const { ceremonyId } = session;
  const { personId } = session.person;
  const socket = openSocket(house, { ceremonyId, personId }, jar);
  await new Promise<void>((resolve, reject) => {
    const refused = (error: Error): void => {
      socket.close();
      reject(error);
    };
    socket.once('connect_error', refused);
    socket.once('connect', () => {
      socket.off('connect_error', refused);
      resolve();
    });
  });

  const views = new Map<string, { revision: number; view: Record<string, unknown> }>();
  const waiters = new Set<() => void>();
  socket.on('topic', (message: TopicMessage) => {
    const known = views.get(message.topic);
    const view = message.snapshot === undefined ? { ...known?.view } : { ...(message.snapshot as object) };
    for (const [key, value] of Object.entries(message.changes ?? {})) {
      (view as Record<string, unknown>)[key] =
        key === 'rows' ? { ...(known?.view['rows'] as object), ...(value as object) } : value;
    }
    views.set(message.topic, { revision: message.revision, view });
    for (const wake of waiters) wake();
  });
  socket.io.on('reconnect', () => {
    for (const topic of views.keys()) socket.emit('subscribe', { topic }, () => {});
  });

  const ask = async <Answer>(event: string, message: unknown): Promise<Answer> =>
    (await socket.timeout(ANSWER_WITHIN).emitWithAck(event, message)) as Answer;
  const get = (path: string): Promise<Response> =>
    fetch(`${house.url}/api/c/${ceremonyId}/${personId}${path}`, { headers: { cookie: cookieHeader(jar) } });
  const bytesOf = async (path: string): Promise<Uint8Array> => {
    const answer = await get(path);
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  let keys: CryptoKeyPair | null = null;

  /** What the client's own signing code answers for a prepared revision. */
  const signatureOver = async (agreementId: string, shown: Uint8Array, segment: Uint8Array) => {
    const self = await guest.until('self', ({ certificate }) => certificate !== null);
    const field = (await guest.agreement(agreementId)).signatures.find(({ isMe }) => isMe)?.field ?? '';
    if (keys === null) throw new Error('This guest has no key yet.');
    const signed = await signRevision({
      shown,
      shownSha256: createHash('sha256').update(shown).digest('hex'),
      segment,
      field,
      key: keys.privateKey,
      certificate: new Uint8Array(Buffer.from(self.certificate?.der ?? '', 'base64')),
    });
    if ('refused' in signed) throw new Error(`The browser refused to sign: ${signed.detail}`);
    return {
      preparedSha256: createHash('sha256').update(shown).update(segment).digest('hex'),
      signature: Buffer.from(signed.signature).toString('base64'),
    };
  };

  const guest: Guest = {
    session,
    socket,
    jar,
    // As the client does: what was not answered is sent again under the same id, also to a server that restarted.
    command: async (name, payload, id = randomUUID()) => {
      for (let tries = 0; tries < 12; tries += 1) {
        try {
          return await ask<Acknowledgement>('command', { id, name, payload });
        } catch {
          await sleep(100);
        }
      }
      throw new Error(`${name} was never answered.`);
    },
    must: async (name, payload) => {
      const answer = await guest.command(name, payload);
      if (!answer.ok) throw new Error(`${name} was refused: ${answer.problem.code} ${answer.problem.detail}`);
    },
    refusal: async (name, payload) => {
      const answer = await guest.command(name, payload);
      return answer.ok ? 'accepted' : answer.problem.code;
    },
    subscribe: (topic) => ask('subscribe', { topic }),
    until: async (topic, fits) => {
      if (!views.has(topic)) await guest.subscribe(topic);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const view = () => views.get(topic)?.view as TopicViews[typeof topic] | undefined;
      const look = (): void => {
        const now = view();
        if (now !== undefined && fits(now)) resolve();
      };
      waiters.add(look);
      const timer = setTimeout(
        () => reject(new Error(`${topic} never fitted; it is ${JSON.stringify(view()).slice(0, 600)}`)),
        15_000,
      );
      look();
      try {
        await promise;
      } finally {
        clearTimeout(timer);
        waiters.delete(look);
      }
      return view() as TopicViews[typeof topic];
    },
    get,
    agreement: async (agreementId) => {
      const self: SelfView = await guest.until('self', () => true);
      const found = self.agreements.find((one) => one.agreementId === agreementId);
      if (found === undefined) throw new Error(`${personId} does not sign ${agreementId}.`);
      return found;
    },
    enrol: async () => {
      keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
      const csr = await certificateRequest(keys);
      await guest.must('signing:enrol', { csr: Buffer.from(csr).toString('base64') });
      // As the client does: a certificate of before, such as a signing service's, is not this key's.
      const point = Buffer.from(await crypto.subtle.exportKey('raw', keys.publicKey));
      await guest.until(
        'self',
        ({ certificate }) => certificate?.thisDevice === true && Buffer.from(certificate.der, 'base64').includes(point),
      );
    },
    consent: async (agreementId) => {
      const shown = await bytesOf(`/agreements/${agreementId}/document`);
      const { document } = await guest.agreement(agreementId);
      const pagesSeen = Array.from({ length: document?.pages ?? 0 }, (_, index) => index + 1);
      const sha256 = createHash('sha256').update(shown).digest('hex');
      await guest.must('agreement:consent', { agreementId, sha256, pagesSeen });
      return shown;
    },
    sign: async (agreementId, between) => {
      const prepared = await guest.command('signing:prepare', { agreementId });
      if (!prepared.ok) return prepared;
      const shown = await bytesOf(`/agreements/${agreementId}/document`);
      const segment = await bytesOf(`/agreements/${agreementId}/prepared`);
      const signature = await signatureOver(agreementId, shown, segment);
      await between?.();
      return guest.command('signing:complete', { agreementId, ...signature });
    },
    consentWave: async (wave) => {
      const { agreements } = await guest.until('self', () => true);
      const documents = agreements.flatMap(({ agreementId, document, wave: own }) =>
        document === null || own !== wave ? [] : [{ agreementId, sha256: document.sha256 }],
      );
      return guest.command('agreement:consent-wave', { wave, documents });
    },
    signWave: async (wave) => {
      const prepared = await guest.command('signing:prepare-wave', { wave });
      if (!prepared.ok) return { prepared, completed: null };
      const signatures = [];
      for (const { agreementId, segment } of unbundle(await bytesOf(`/waves/${wave}/prepared`))) {
        const shown = await bytesOf(`/agreements/${agreementId}/document`);
        signatures.push({ agreementId, ...(await signatureOver(agreementId, shown, new Uint8Array(segment))) });
      }
      const completed = await guest.command('signing:complete-wave', { wave, signatures });
      return { prepared, completed };
    },
    send: (path, bytes) =>
      fetch(`${house.url}/api/c/${ceremonyId}/${personId}${path}`, {
        method: 'POST',
        headers: { origin: house.url, cookie: cookieHeader(jar) },
        body: Buffer.from(bytes),
      }),
    close: () => void socket.close(),
  };
  if (options.notice !== false) await guest.must('notice:accept', { noticeVersion: NOTICE_VERSION });
  return guest;
};

/** The device with which a person is here, as the roster tells an officer. */
export const deviceOf = async (officer: Guest, personId: string): Promise<string> => {
  const { rows } = await officer.until('roster', (roster) => typeof roster.rows[personId]?.device === 'string');
  return rows[personId]?.device ?? '';
};
