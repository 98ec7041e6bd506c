import { createHash } from 'node:crypto';
import { checkPrepared } from '#client/signing/check-prepared.ts';
import type { Acknowledgement } from '#contract/problems';
import type { Clock } from '#platform/clock';
import { createCscClient } from '#signing/csc-client';
import { createRemoteService, type RemoteService } from '#signing/remote-service';
import type { CscService } from './csc-service.ts';
import type { Guest } from './guest.ts';

/** The service as a house is given it. */
export const remoteServiceOf = (service: CscService, clock: Clock, timeout = 2_000): RemoteService =>
  createRemoteService({
    name: 'PSrE Contoh',
    roots: [service.roots],
    signer: createCscClient(service, clock, timeout),
    clock,
  });

/** Confirmed by an officer's code; no certificate of the browser's key. */
export const confirmedBy = async (officer: Guest, guest: Guest): Promise<void> => {
  const issued = await officer.command('identity:issue-code', { personId: guest.session.person.personId });
  await guest.must('identity:enter-code', { code: issued.ok ? (issued.reply?.code ?? '') : '' });
};

export const chooseRemote = async (guest: Guest, account: string, credentialId: string): Promise<void> => {
  await guest.must('signing:enrol-remote', { account, credentialId });
  await guest.until('self', ({ certificate }) => certificate?.remote !== null && certificate !== null);
};

/** Prepares and checks as the browser does; answers with the hash of what was prepared. */
export const prepareRemote = async (guest: Guest, agreementId: string): Promise<string> => {
  await guest.must('signing:prepare', { agreementId });
  const bytesOf = async (what: string): Promise<Uint8Array> =>
    new Uint8Array(await (await guest.get(`/agreements/${agreementId}/${what}`)).arrayBuffer());
  const [shown, segment] = [await bytesOf('document'), await bytesOf('prepared')];
  const field = (await guest.agreement(agreementId)).signatures.find(({ isMe }) => isMe)?.field ?? '';
  const shownSha256 = createHash('sha256').update(shown).digest('hex');
  const checked = await checkPrepared({ shown, shownSha256, segment, field });
  if ('refused' in checked) throw new Error(`The browser refused: ${checked.detail}`);
  return createHash('sha256').update(shown).update(segment).digest('hex');
};

export const signRemote = async (
  guest: Guest,
  agreementId: string,
  entered: { readonly pin?: string; readonly otp?: string },
): Promise<Acknowledgement> => {
  const preparedSha256 = await prepareRemote(guest, agreementId);
  return guest.command('signing:complete-remote', { agreementId, preparedSha256, ...entered });
};
