import express from 'express';
import type { Express } from 'express';
import type { Clock } from '#platform/clock';
import type { Log } from '#platform/log';
import { agreementCopy, agreementDocument, preparedRevision } from './agreement-documents.ts';
import { authority } from './authority.ts';
import { askedExtracts, extract } from './extracts.ts';
import { health, whileWorking } from './health.ts';
import { jsonBody } from './json-body.ts';
import { createLimiter, senderOf, standardLimits, tokenOf } from './limits.ts';
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
import type { UploadLimits } from './upload.ts';

export type HttpOptions = {
  /** Origin; https makes cookies Secure. */
  readonly publicUrl: string;
  /** Whether browsers may be told to come over https only from now on: a certificate that they trust. */
  readonly strictTransport: boolean;
  readonly ticketKey: Uint8Array;
  readonly tableKey: Uint8Array;
  /** Folder of the built client. */
  readonly clientFolder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: Limits;
  readonly upload?: UploadLimits;
};

/** The HTTP edge: every address in one list. */
export const buildHttp = (ports: HttpPorts, options: HttpOptions): Express => {
  const { publicUrl, clientFolder, log } = options;
  const secure = publicUrl.startsWith('https:');
  const limit = createLimiter(options.limits ?? standardLimits);
  const ours = sameOriginOnly(publicUrl);
  const upload = options.upload ?? standardUpload;
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

  app.post(
    '/api/redeem',
    ours,
    limit('redeemPerAddress', senderOf),
    jsonBody,
    limit('redeemPerToken', tokenOf(tokenIn)),
    redeem(ports, secure),
  );
  const table = { ...options, secure };
  app.post(
    '/api/table/join',
    ours,
    limit('redeemPerAddress', senderOf),
    jsonBody,
    limit('redeemPerToken', tokenOf(tokenIn)),
    joinTable(ports, secure),
  );
  app.get('/api/table/:ceremonyId', lookAtTable(ports, table));
  app.post('/api/table/:ceremonyId/sit', ours, limit('redeemPerAddress', senderOf), jsonBody, sitDown(ports, table));
  app.post('/api/table/:ceremonyId/leave', ours, jsonBody, leaveTable(ports, table));
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
    limit('filePerAddress', senderOf),
    bringPaper(ports, options),
  );
  app.get(`${person}/waves/:wave/prepared`, preparedWave(ports, options));

  app.get(`${person}/minutes`, minutes(ports, options));
  app.get(`${person}/record/root.json`, receiptFile(ports, options));
  app.get(`${person}/audit`, audit(ports, options));
  const drawn = limit('drawPerAddress', senderOf);
  app.get(`${person}/agreements/:agreementId/copy`, drawn, agreementCopy(ports, options));
  app.get(`${person}/agreements/:agreementId/completion`, drawn, extract(ports, options, askedExtracts.completion));
  app.get(`${person}/waves/:wave/witness-sheet/:witnessId`, drawn, extract(ports, options, askedExtracts.witness));
  app.get(`${person}/participation/:participantId`, drawn, extract(ports, options, askedExtracts.participation));
  app.get(`${person}/attendance-list`, drawn, extract(ports, options, askedExtracts.attendance));
  app.get(`${person}/press-summary`, drawn, extract(ports, options, askedExtracts.press));

  app.get('/api/record/:ceremonyId', limit('lookPerAddress', senderOf), publicRecord(ports));
  const reported = limit('drawPerAddress', reporterOf);
  app.post('/api/verify', ours, limit('filePerAddress', senderOf), reported, verifyFile(ports, upload));
  app.get('/api/verify/:code', limit('lookPerAddress', senderOf), reported, verifyCode(ports));

  app.use(pages(clientFolder));
  app.use(nothingHere);
  app.use(answerFault(log));
  return app;
};
