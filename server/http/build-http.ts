import express from 'express';
import type { Express } from 'express';
import type { Clock } from '#platform/clock';
import type { Log } from '#platform/log';
import { agreementCopy, agreementDocument, preparedRevision } from './agreement-documents.ts';
import { authority } from './authority.ts';
import { askedExtracts, extract } from './extracts.ts';
import { health, whileWorking } from './health.ts';
import { readLink } from '#identity/links';
import { readTableLink } from '#identity/table-links';
import { jsonBody } from './json-body.ts';
import { createAskers, createLimiter, fewAtOnce, linkOf, standardLimits, withoutLink } from './limits.ts';
import type { Limits } from './limits.ts';
import { agreementPaper, bringPaper, preparedWave } from './papers.ts';
import { nothingHere, pages } from './pages.ts';
import type { HttpPorts } from './ports.ts';
import { answerFault } from './problems.ts';
import { audit, minutes, publicRecord, receiptFile } from './record.ts';
import { redeem, tokenIn } from './redeem.ts';
import { sameOriginOnly } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';
import { session } from './session.ts';
import { joinTable, leaveTable, lookAtTable, sitDown } from './table.ts';
import { reporterOf, standardUpload, verifyCode, verifyFile } from './verify.ts';
import { createUploadRoom, type RoomLimits } from './upload-room.ts';
import type { UploadLimits } from './upload.ts';

export type HttpOptions = {
  /** Origin; https makes cookies Secure. */
  readonly publicUrl: string;
  /** Whether browsers may be told to come over https only from now on: a certificate that they trust. */
  readonly strictTransport: boolean;
  readonly ticketKey: Uint8Array;
  readonly tableKey: Uint8Array;
  readonly linkKey: Uint8Array;
  /** Folder of the built client. */
  readonly clientFolder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: Limits;
  readonly upload?: UploadLimits;
  readonly room?: Partial<RoomLimits>;
};

/** Of one person. */
const DRAWN_AT_ONCE = 4;
/** Codes of one who asks: a fraction of what waits to be judged (F20), so that nobody fills that place alone. */
const LOOKED_AT_ONCE = 16;

/** The HTTP edge: every address in one list. */
export const buildHttp = (ports: HttpPorts, options: HttpOptions): Express => {
  const { publicUrl, clientFolder, log } = options;
  const secure = publicUrl.startsWith('https:');
  const limit = createLimiter(options.limits ?? standardLimits);
  const ours = sameOriginOnly(publicUrl);
  const upload = options.upload ?? standardUpload;
  const askers = createAskers(options);
  const person = '/api/c/:ceremonyId/:personId';

  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  // H6: a proxy on this very machine may name the sender that it speaks for; nobody else may.
  app.set('trust proxy', 'loopback');

  app.use(...securityHeaders(options));
  app.get('/healthz', health(ports));
  app.use('/api', whileWorking(ports));
  app.use('/authority/rehearsal', authority(ports.authority.rehearsal));
  app.use('/authority', authority(ports.authority));

  const isLink = (token: string): boolean => readLink(options.linkKey, token) !== 'invalid';
  const isTableLink = (token: string): boolean => readTableLink(options.tableKey, token) !== 'invalid';
  app.post(
    '/api/redeem',
    ours,
    jsonBody,
    limit('redeemPerStranger', withoutLink(tokenIn, isLink)),
    limit('redeemPerToken', linkOf(tokenIn, isLink)),
    redeem(ports, secure),
  );
  const table = { ...options, secure };
  app.post(
    '/api/table/join',
    ours,
    jsonBody,
    limit('redeemPerStranger', withoutLink(tokenIn, isTableLink)),
    limit('redeemPerToken', linkOf(tokenIn, isTableLink)),
    joinTable(ports, secure),
  );
  const tablet = limit('lookPerAsker', askers.table);
  const sits = limit('sitPerTable', askers.table);
  app.get('/api/table/:ceremonyId', tablet, lookAtTable(ports, table));
  app.post('/api/table/:ceremonyId/sit', ours, sits, jsonBody, sitDown(ports, table));
  app.post('/api/table/:ceremonyId/leave', ours, tablet, jsonBody, leaveTable(ports, table));
  app.use(person, limit('strangerPerAddress', askers.stranger), limit('readPerPerson', askers.person));
  app.get(`${person}/session`, session(ports, options));
  app.get(`${person}/agreements/:agreementId/document`, agreementDocument(ports, options));
  app.get(`${person}/agreements/:agreementId/prepared`, preparedRevision(ports, options));
  app.get(
    `${person}/agreements/:agreementId/proof`,
    agreementPaper((viewer, agreementId) => ports.proof(viewer, agreementId), options),
  );
  app.get(
    `${person}/agreements/:agreementId/paper`,
    agreementPaper((viewer, agreementId) => ports.paper(viewer, agreementId), options),
  );
  app.post(
    `${person}/agreements/:agreementId/paper`,
    ours,
    limit('filePerAsker', askers.person),
    bringPaper(ports, options),
  );
  app.get(`${person}/waves/:wave/prepared`, preparedWave(ports, options));

  app.get(`${person}/minutes`, minutes(ports, options));
  app.get(`${person}/record/root.json`, receiptFile(ports, options));
  app.get(`${person}/audit`, limit('auditPerPerson', askers.person), audit(ports, options));
  const drawn = [fewAtOnce(DRAWN_AT_ONCE, askers.person), limit('drawPerPerson', askers.person)];
  app.get(`${person}/agreements/:agreementId/copy`, drawn, agreementCopy(ports, options));
  app.get(`${person}/agreements/:agreementId/completion`, drawn, extract(ports, options, askedExtracts.completion));
  app.get(`${person}/waves/:wave/witness-sheet/:witnessId`, drawn, extract(ports, options, askedExtracts.witness));
  app.get(`${person}/participation/:participantId`, drawn, extract(ports, options, askedExtracts.participation));
  app.get(`${person}/attendance-list`, drawn, extract(ports, options, askedExtracts.attendance));
  app.get(`${person}/press-summary`, drawn, extract(ports, options, askedExtracts.press));

  app.get('/api/record/:ceremonyId', limit('lookPerAsker', askers.whoever), publicRecord(ports));
  const reported = limit('reportPerAsker', reporterOf(askers.whoever));
  const room = createUploadRoom(options.room);
  app.post(
    '/api/verify',
    ours,
    limit('filePerAsker', askers.whoever),
    reported,
    verifyFile(ports, upload, room, askers.whoever),
  );
  const looks = [fewAtOnce(LOOKED_AT_ONCE, askers.whoever), limit('lookPerAsker', askers.whoever)];
  app.get('/api/verify/:code', looks, reported, verifyCode(ports));

  app.use(pages(clientFolder));
  app.use(nothingHere);
  app.use(answerFault(log));
  return app;
};
