import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { TOPICS, type Role, type Topic } from '#contract/constants';
import type { SessionView, TopicViews } from '#contract/views';
import { connect, type Connection } from '../connection/connect.ts';
import { loadProblemSentences } from '../i18n/problems.ts';
import type { KeyStore } from '../signing/device-key.ts';
import { createLive, type Live } from './live.ts';

export type TopicSignals = { readonly [Name in Topic]: ReadonlySignal<TopicViews[Name] | null> };

/** A shared tablet: its name, keys that live in memory alone, and the way to hand it over. */
export type AtTable = { readonly name: string; readonly keys: KeyStore; readonly handOver: () => void };

/** One person's being at one ceremony, in this page: who, what the server shows them, and the line to it. */
export type Visit = {
  readonly session: SessionView;
  /** Null until the first snapshot; afterwards the last that was seen, also while the connection is lost. */
  readonly topics: TopicSignals;
  readonly connection: Connection;
  readonly live: Live;
  /** The signing table at which this person sits; null: a device of their own. */
  readonly table: AtTable | null;
  /** The notice was accepted and the devices were tried (or not): the way in lies behind. */
  readonly arrived: Signal<boolean>;
  readonly leave: () => void;
};

const SENTENCES_AFTER_MS = 3_000;

const EVERYONE: readonly Topic[] = ['stage', 'rundown', 'figures', 'presence', 'self'];
const OFFICERS: readonly Topic[] = [...EVERYONE, 'roster', 'tables', 'board', 'attendance'];
const isOfficer = (role: Role): boolean => role === 'director' || role === 'protocol' || role === 'legal';

export const topicsOf = (role: Role): readonly Topic[] =>
  role === 'director' ? [...OFFICERS, 'preview'] : isOfficer(role) ? OFFICERS : EVERYONE;

export const openVisit = (session: SessionView, table: AtTable | null = null): Visit => {
  // Nobody needs them for the first picture, so they do not compete with it.
  const later = setTimeout(loadProblemSentences, SENTENCES_AFTER_MS);
  const topics = Object.fromEntries(TOPICS.map((topic) => [topic, signal(null)])) as {
    readonly [Name in Topic]: Signal<TopicViews[Name] | null>;
  };
  const connection = connect({
    ceremonyId: session.ceremonyId,
    personId: session.person.personId,
    // The server is ours and of the same version: what it sends under a topic's name has that topic's shape.
    onView: (topic, view) => {
      (topics[topic] as Signal<unknown>).value = view;
    },
  });
  const arrived = signal(session.noticeAccepted);
  const live = createLive(connection, topics, arrived);
  return {
    session,
    topics,
    connection,
    live,
    table,
    arrived,
    leave: () => {
      clearTimeout(later);
      live.close();
      connection.close();
    },
  };
};

export const VisitContext = createContext<Visit | null>(null);

/** The visit of the screens inside a ceremony. */
export const useVisit = (): Visit => {
  const visit = useContext(VisitContext);
  if (visit === null) throw new Error('useVisit outside of a ceremony');
  return visit;
};
