import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, Response } from 'express';
import type { Problem, ProblemCode } from '#contract/problems';
import type { Log } from '#platform/log';
import { isNotAsWritten } from '#projections/not-as-written';

// H2 (RFC 9457): the one map from codes to HTTP.

const statusOf = {
  'bad-json': 400,
  'bad-command': 400,
  'too-large': 413,
  'too-deep': 400,
  'too-fast': 429,
  busy: 503,
  'too-slow': 408,
  'unknown-address': 404,
  'unknown-command': 404,
  'command-id-reused': 409,
  'unknown-topic': 404,
  'unknown-signal': 404,
  internal: 500,
  'storage-full': 507,
  'token-unusable': 503,
  'certificate-not-valid': 503,
  'not-as-written': 500,
  stopping: 503,
  'not-signed-in': 401,
  'link-invalid': 401,
  'link-expired': 410,
  'link-revoked': 403,
  'other-device': 409,
  'taken-over': 409,
  'not-allowed': 403,
  'notice-not-accepted': 403,
  'notice-outdated': 409,
  'not-admitted': 403,
  'wrong-phase': 409,
  'unknown-person': 404,
  'already-invited': 409,
  'unknown-party': 404,
  'name-approved': 409,
  'hand-not-raised': 409,
  'roll-call-open': 409,
  'roll-call-not-open': 409,
  'unknown-agreement': 404,
  'unknown-wave': 404,
  'unknown-item': 404,
  'item-exists': 409,
  'item-running': 409,
  'item-not-running': 409,
  'item-done': 409,
  'item-skipped': 409,
  'item-not-skipped': 409,
  'item-wave': 409,
  'rundown-held': 409,
  'already-on-stage': 409,
  'not-on-stage': 409,
  'stage-full': 409,
  'not-connected': 409,
  'identity-already-confirmed': 409,
  'identity-not-confirmed': 403,
  'unknown-table': 404,
  'table-taken': 409,
  'code-wrong': 403,
  'code-expired': 410,
  'code-exhausted': 429,
  'code-not-issued': 409,
  'session-already-open': 409,
  'session-not-open': 409,
  'session-closed': 409,
  'unknown-scene': 404,
  'scene-in-use': 409,
  'bad-scene': 422,
  'nothing-in-preview': 409,
  'no-wall': 409,
  'photograph-counting': 409,
  'drill-running': 409,
  'no-drill': 409,
  'no-hall-source': 409,
  'no-deputy': 409,
  'deputy-too-early': 409,
  'clock-went-back': 409,
  'not-armed': 409,
  'already-inaugurated': 409,
  'unknown-question': 404,
  'question-decided': 409,
  'too-many-questions': 429,
  'unknown-message': 404,
  'too-many-announcements': 409,
  'applause-off': 409,
  'unknown-custodian': 404,
  'still-taking-part': 409,
  'already-erased': 409,
  'already-ready': 409,
  'not-ready': 409,
  'not-a-signatory': 403,
  'not-your-turn': 409,
  'already-signed': 409,
  'agreement-declined': 409,
  'consent-missing': 409,
  'consent-other-bytes': 409,
  'pages-not-seen': 409,
  'no-certificate': 409,
  'nothing-prepared': 404,
  'base-moved': 409,
  'signature-does-not-match': 422,
  'agreement-voided': 410,
  'agreement-replaced': 410,
  'signed-on-paper': 409,
  'needs-new-version': 409,
  'wrong-signatory': 409,
  'not-complete': 409,
  'not-sealed': 409,
  'no-timestamp': 503,
  'not-a-scan': 415,
  'nothing-to-sign': 409,
  'remote-not-offered': 404,
  'remote-unknown-credential': 404,
  'remote-other-name': 409,
  'remote-untrusted': 422,
  'remote-unusable': 409,
  'remote-unsupported': 422,
  'remote-wrong-authorisation': 403,
  'remote-locked': 423,
  'remote-unreachable': 503,
  'remote-timeout': 504,
  'remote-refused': 502,
  'unknown-template': 409,
  'template-changed': 409,
  'does-not-fit': 409,
  unprintable: 409,
  'already-registered': 409,
  'party-not-checked': 409,
  'party-in-doubt': 409,
  'party-not-cleared': 409,
  'unknown-authority': 404,
  'authority-missing': 409,
  'authority-expired': 409,
  'authority-exceeded': 409,
  'not-p256': 422,
  'bad-csr': 422,
  'bad-proof': 422,
  'media-bad-signal': 400,
  'media-not-permitted': 403,
  'media-not-joined': 409,
  'media-unknown': 404,
  'media-unsupported': 422,
  'media-invalid': 422,
  'media-restarting': 503,
  'unknown-document': 404,
  'not-a-pdf': 415,
  'file-too-large': 413,
  unreadable: 422,
} as const satisfies { readonly [code in ProblemCode]: number };

export const sendProblem = (response: Response, { code, detail }: Problem): void => {
  const status = statusOf[code];
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    // `about:blank` says that the title is the status's own (RFC 9457 §4.2.1); programs go by `code`.
    .send(JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, code, detail }));
};

/** What reading a request itself found wrong, told by the type that express's body parser gives its errors. */
const problemOfParser: { readonly [type: string]: Problem } = {
  'entity.parse.failed': { code: 'bad-json', detail: 'The body is not JSON.' },
  'entity.too.large': { code: 'too-large', detail: 'The body is larger than allowed here.' },
  'entity.verify.failed': { code: 'too-deep', detail: 'The body is nested too deeply.' },
  'encoding.unsupported': { code: 'bad-json', detail: 'The body is compressed in an unknown way.' },
  'charset.unsupported': { code: 'bad-json', detail: 'The body must be UTF-8.' },
  'request.size.invalid': { code: 'bad-json', detail: 'The body is not as long as announced.' },
};

const wordIn = (error: unknown, field: 'type' | 'status' | 'code'): unknown =>
  typeof error === 'object' && error !== null && field in error ? Reflect.get(error, field) : undefined;

/** H2: the last one to answer. A fault is logged with its stack and told without. */
export const answerFault =
  (log: Log): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    const type = wordIn(error, 'type');
    if (type === 'request.aborted') return;
    // Too late for an answer: express then cuts the connection, so that nobody takes half a file for a whole one.
    if (response.headersSent) return next(error);
    const known = typeof type === 'string' ? problemOfParser[type] : undefined;
    const status = wordIn(error, 'status');
    if (known) return sendProblem(response, known);
    if (typeof status === 'number' && status >= 400 && status < 500)
      return sendProblem(response, { code: 'unknown-address', detail: 'There is nothing at this address.' });
    log.error(
      { method: request.method, route: request.route ? String(request.route.path) : null, error },
      'http fault',
    );
    // S118: of a revocation list, which is signed when it is asked for.
    if (wordIn(error, 'code') === 'token-unusable')
      return sendProblem(response, { code: 'token-unusable', detail: "The organiser's key did not sign. Try again." });
    // F53, F54
    if (isNotAsWritten(error))
      return sendProblem(response, {
        code: 'not-as-written',
        detail: 'The store differs from the ledger; the log says where.',
      });
    // S140: of what the organiser would have sealed.
    if (wordIn(error, 'code') === 'certificate-not-valid')
      return sendProblem(response, {
        code: 'certificate-not-valid',
        detail: "The organiser's certificate is not valid now. Nothing was sealed.",
      });
    return sendProblem(response, { code: 'internal', detail: 'Something went wrong here; it has been logged.' });
  };
