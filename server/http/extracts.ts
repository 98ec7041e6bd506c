import type { Request, RequestHandler } from 'express';
import { identifier } from '#contract/ids';
import type { HttpPorts } from './ports.ts';
import { sendProblem } from './problems.ts';
import { sendPdf } from './send-pdf.ts';
import { asViewer, type ViewerPlace } from './viewer.ts';

type Asked = Parameters<HttpPorts['drawUp']>[1];

/** What an address names; null when it names nothing. */
export const askedExtracts = {
  completion: ({ params }: Request): Asked | null => {
    const agreementId = identifier.safeParse(params['agreementId']);
    return agreementId.success ? { kind: 'completion', agreementId: agreementId.data } : null;
  },
  witness: ({ params }: Request): Asked | null => {
    const personId = identifier.safeParse(params['witnessId']);
    const { wave } = params;
    return personId.success && typeof wave === 'string' && /^[1-9]\d?$/.test(wave)
      ? { kind: 'witness', wave: Number(wave), personId: personId.data }
      : null;
  },
  participation: ({ params }: Request): Asked | null => {
    const personId = identifier.safeParse(params['participantId']);
    return personId.success ? { kind: 'participation', personId: personId.data } : null;
  },
  attendance: (): Asked => ({ kind: 'attendance' }),
  press: (): Asked => ({ kind: 'press' }),
} as const;

/** H46: an extract of the ledger, drawn up anew for whoever may have it. */
export const extract = (
  ports: Pick<HttpPorts, 'drawUp'>,
  place: ViewerPlace,
  asked: (request: Request) => Asked | null,
): RequestHandler =>
  asViewer(place, async (viewer, request, response) => {
    const what = asked(request);
    if (what === null)
      return sendProblem(response, { code: 'unknown-address', detail: 'There is nothing at this address.' });
    const outcome = await ports.drawUp(viewer, what);
    if (!outcome.ok) {
      if (outcome.problem.code === 'busy') response.set('Retry-After', '5');
      return sendProblem(response, outcome.problem);
    }
    sendPdf(request, response, outcome);
  });
