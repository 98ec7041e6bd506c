import type { Server as HttpServer } from 'node:http';
import { availableParallelism } from 'node:os';
import type { CertificateEndView } from '#contract/views/agreements';
import { answerOf, isRefusal, type Refused } from '#contract/refusal';
import { createAhead } from '#flow/ahead';
import { createArrive, sessionViewOf } from '#flow/arrive';
import type { Tools } from '#flow/act';
import type { Ceremonies } from '#flow/ceremonies';
import { createDrawUp } from '#flow/draw-up';
import { watchCertificates } from '#flow/certificate-watch';
import { createHandleCommand } from '#flow/handle-command';
import { createBringPaper } from '#flow/bring-paper';
import { linksAfterClosing } from '#flow/links-after-closing';
import { personalLinks, type PersonalLink } from '#flow/personal-links';
import { publicAuthority } from '#flow/public-authority';
import { createReadPaper, createReadPreparedWave, createReadProof } from '#flow/read-papers';
import { createReadDocument, createReadPrepared } from '#flow/read-document';
import { reactionTable } from '#flow/reaction-table';
import { startReactions } from '#flow/reactions';
import { createEvidenceTools } from '#flow/evidence-tools';
import { createReadAudit, createReadMinutes, createReadReceipt } from '#flow/read-record';
import { createReportVerification } from '#flow/report-verification';
import { createVerifyDocument, type Verified } from '#flow/verify-document';
import { createSigningTables } from '#flow/signing-tables';
import { viewerOf } from '#flow/viewer';
import type { Templates } from '#flow/templates';
import { createDrawing } from '#documents/drawing';
import { createSheets } from '#documents/sheets';
import { buildHttp } from '#http/build-http';
import type { HttpPorts } from '#http/ports';
import type { IdentityKeys } from '#identity/keys';
import { SITTING_SECONDS } from '#identity/table-links';
import { makeTicket } from '#identity/tickets';
import type { Media } from '#media/media';
import type { Clock } from '#platform/clock';
import { PROGRAM } from '#platform/program';
import { createKeyedLock } from '#platform/keyed-lock';
import type { Log } from '#platform/log';
import { systemTimer } from '#platform/timer';
import type { RandomBytes } from '#platform/random';
import { createTurns } from '#platform/turns';
import { startAttendanceSampler } from '#realtime/attendance-sampler';
import { createApplause } from '#realtime/applause';
import { createPresence } from '#realtime/presence';
import { attachSocketEdge, type SocketEdge } from '#realtime/socket-edge';
import type { Authority } from '#signing/authority';
import { createVerifier } from '#signing/verifier';
import type { AskingOptions } from '#signing/foreign-lists';
import type { OutsideStampers } from '#signing/outside-stampers';
import type { RemoteService } from '#signing/remote-service';
import type { Store } from '#store/port';
import { openSqliteStore } from '#store/sqlite-store';

/** What the house stands on; whoever opened it closes it after the app. */
export type Resources = {
  readonly store: Store;
  readonly authority: Authority;
  readonly media: Media;
  readonly keys: IdentityKeys;
  /** Canonical address, no slash at its end. */
  readonly publicUrl: string;
  /** Signing by a service outside the house; none: only by the browsers' keys. */
  readonly remote?: RemoteService | null;
  readonly strictTransport: boolean;
  readonly clientFolder: string;
  readonly templates: Templates;
  /** Time-stamp authorities of others, if there are any. */
  readonly tsa?: OutsideStampers;
  /** How long revocation lists of other issuers are waited for; the standard unless told. */
  readonly lists?: Omit<AskingOptions, 'now'>;
  /** That draw documents beside this one; none: they are drawn here. */
  readonly drawingThreads?: number;
  readonly ceremonies: Ceremonies;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly log: Log;
};

/**
 * The memory on this machine: an SQLite file in the data folder, locked for this process. `flushDelayMs` makes every
 * commit wait, as a slow disk would (for the bench).
 */
export const openStore = (dataDir: string, options: { readonly flushDelayMs?: number } = {}): Promise<Store> =>
  openSqliteStore({ folder: dataDir, ...options });

export type App = {
  readonly express: ReturnType<typeof buildHttp>;
  /** Binds the Socket.IO edge to a server that serves `express`. */
  attach(server: HttpServer): void;
  /** Of the real authority's certificates those that end soon or have ended. */
  certificateEnds(): readonly CertificateEndView[];
  /** The personal links of every ceremony in memory, officers first. */
  links(): readonly PersonalLink[];
  /** Those of the officers of closed ceremonies that are not in memory (F51). */
  linksAfterClosing(): Promise<readonly PersonalLink[]>;
  /** Refuses new work and cuts connections, which come back by themselves to the next process. */
  drain(): Promise<void>;
};

/** Joins the rooms of the house; the only place that knows them all. */
export const buildApp = (resources: Resources): App => {
  const { store, ceremonies, templates, authority, media, keys, publicUrl, clock, random, log } = resources;
  const remote = resources.remote ?? null;
  const presence = createPresence();
  const applause = createApplause();
  const turn = createTurns();
  const drawing = createDrawing({ threads: resources.drawingThreads ?? DRAWING_THREADS, turn });
  const sheets = createSheets();
  const recognisedRoots = remote?.roots ?? [];
  const { tsa, lists } = resources;
  const house = { ceremonies, authority, tsa, recognisedRoots, lists, turn, clock, random };
  const { external, ...evidence } = createEvidenceTools(house);
  external?.learn().catch((error: unknown) => log.error({ error }, 'no token learnt'));
  const tools: Tools = {
    store,
    authority,
    ...evidence,
    templates,
    random,
    remote,
    publicUrl,
    codeKey: keys.codes,
    turn,
    draw: drawing.draw,
    tableKey: keys.tables,
    linkKey: keys.links,
    isConnected: (ceremonyId, personId) => presence.find(ceremonyId, personId) !== null,
    isSeen: (ceremonyId, personId) => media.isSeen(ceremonyId, personId),
    applause: (ceremonyId) => applause.count(ceremonyId),
  };
  let edge: SocketEdge | null = null;
  const ahead = createAhead({ ceremonies, store });
  const reactions = startReactions(
    {
      ahead,
      ceremonies,
      store,
      tools,
      clock,
      timer: systemTimer,
      log,
      // A seal that fails is seen at once by those who can do something about it.
      onTrouble: (ceremonyId) => edge?.touch(ceremonyId, 'board'),
    },
    reactionTable,
  );
  const certificates = watchCertificates({
    authority,
    clock,
    timer: systemTimer,
    log,
    onChange: () => ceremonies.all().forEach(({ ceremonyId }) => edge?.touch(ceremonyId, 'board')),
  });
  const handleCommand = createHandleCommand({ ahead, tools, clock, lock: createKeyedLock(), log });
  const arrive = createArrive({ ahead, clock, linkKey: keys.links });
  const tables = createSigningTables({ ahead, clock, tableKey: keys.tables, codeKey: keys.codes });
  const readDocument = createReadDocument({ ceremonies, store });
  const readPrepared = createReadPrepared({ ceremonies, store });
  const bringPaper = createBringPaper({ ahead, clock });
  const readPaper = createReadPaper({ ceremonies, store });
  const readProof = createReadProof({ ceremonies, store });
  const readPreparedWave = createReadPreparedWave({ ceremonies, store });
  const readMinutes = createReadMinutes({ ceremonies, store });
  const readAudit = createReadAudit({ ceremonies, store });
  const drawUp = createDrawUp({ ceremonies, tools, sheets, clock });
  const verifier = createVerifier();
  const verifyDocument = createVerifyDocument({
    ceremonies,
    store,
    authority,
    revocations: evidence.revocations,
    verifier,
    clock,
    publicUrl,
    recognisedRoots,
    timeRoots: tsa?.roots ?? [],
    program: PROGRAM,
  });
  const reportVerification = createReportVerification(tools, sheets);
  const verified = async (outcome: Verified | Refused, report: boolean): ReturnType<HttpPorts['verifyFile']> =>
    outcome.ok && report ? reported(outcome) : outcome;
  const reported = async (outcome: Verified): ReturnType<HttpPorts['verifyFile']> => {
    const pdf = await reportVerification(outcome);
    return isRefusal(pdf) ? answerOf(pdf) : { ok: true, view: outcome.view, pdf };
  };

  let stopping = false;
  const ports: HttpPorts = {
    redeem: async (input) => {
      const arrived = await arrive(input);
      return arrived.ok
        ? { ok: true, session: arrived.session, ticket: await makeTicket(keys.tickets, arrived.ticket, clock.now()) }
        : arrived;
    },
    tables: {
      ...tables,
      join: async (token, deviceId) => {
        const joined = await tables.join(token, deviceId);
        if (!joined.ok) return joined;
        const { ceremonyId } = joined.ticket;
        return { ok: true, ceremonyId, ticket: await makeTicket(keys.tables, joined.ticket, clock.now()) };
      },
      sit: async (asker, code) => {
        const sat = await tables.sit(asker, code);
        if (!sat.ok) return sat;
        const ticket = await makeTicket(keys.tickets, sat.ticket, clock.now(), SITTING_SECONDS);
        return { ok: true, view: sat.view, ticket };
      },
    },
    session: async (ticket) => sessionViewOf(await ceremonies.load(ticket.ceremonyId), viewerOf(ticket)),
    document: (ticket, agreementId) => readDocument(viewerOf(ticket), agreementId),
    prepared: (ticket, agreementId) => readPrepared(viewerOf(ticket), agreementId),
    bringPaper: (ticket, agreementId, take) => bringPaper(viewerOf(ticket), agreementId, take),
    paper: (ticket, agreementId) => readPaper(viewerOf(ticket), agreementId),
    proof: (ticket, agreementId) => readProof(viewerOf(ticket), agreementId),
    preparedWave: (ticket, wave) => readPreparedWave(viewerOf(ticket), wave),
    receipt: createReadReceipt({ ceremonies, store }),
    minutes: (ticket) => readMinutes(viewerOf(ticket)),
    audit: (ticket, asked) => readAudit(viewerOf(ticket), asked),
    drawUp: (ticket, asked) => drawUp(viewerOf(ticket), asked),
    verifyFile: async (bytes, report) => verified(await verifyDocument.file(bytes), report),
    verifyCode: async (code, report) => verified(await verifyDocument.code(code), report),
    authority: {
      ...publicAuthority(authority, clock, () => evidence.revocations.list('real')),
      rehearsal: publicAuthority(authority.rehearsal, clock, () => evidence.revocations.list('rehearsal')),
    },
    health: () => ({
      status: stopping ? 'stopping' : 'ok',
      ceremonies: ceremonies.ids().length,
      mediaWorkers: media.workerPids().length,
      certificates: certificates.real(),
    }),
  };

  const sampler = startAttendanceSampler({ ceremonies, ahead, presence, clock, log });
  const linkParts = () => ({ key: keys.links, publicUrl, now: clock.now() });
  return {
    express: buildHttp(ports, {
      publicUrl,
      strictTransport: resources.strictTransport,
      ticketKey: keys.tickets,
      tableKey: keys.tables,
      linkKey: keys.links,
      clientFolder: resources.clientFolder,
      clock,
      log,
    }),
    attach: (server) => {
      edge = attachSocketEdge(server, {
        ceremonies,
        presence,
        applause,
        handleCommand,
        media,
        ticketKey: keys.tickets,
        remoteService: remote?.name ?? null,
        publicUrl,
        clock,
        log,
        pending: (ceremonyId) => reactions.pending(ceremonyId),
        certificateEnds: (live) => certificates.of(live),
      });
    },
    certificateEnds: () => certificates.real(),
    links: () => ceremonies.all().flatMap((live) => personalLinks(live, linkParts())),
    linksAfterClosing: async () => {
      const asleep = ceremonies.ids().filter((ceremonyId) => ceremonies.find(ceremonyId) === null);
      const links: PersonalLink[] = [];
      for (const ceremonyId of asleep) links.push(...(await linksAfterClosing(store, ceremonyId, linkParts())));
      return links;
    },
    drain: async () => {
      stopping = true;
      sampler.stop();
      certificates.stop();
      await edge?.stop();
      await reactions.stop();
      await drawing.close();
      await sheets.close();
      await verifier.stop();
    },
  };
};

/** The house keeps a core to itself: with two threads on two cores they hold up each other and whoever signs. The second starts when many wait. */
const DRAWING_THREADS = Math.max(1, Math.min(2, availableParallelism() - 1));
