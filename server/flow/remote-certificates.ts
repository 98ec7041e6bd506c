import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import { forPaper } from '#projections/beside-the-chain';
import { certificateSubject, nameOf } from '#projections/people-data';
import { readRemoteCertificate, type RemoteCertificate } from '#signing/remote-certificate';
import type { RemoteService } from '#signing/remote-service';
import type { RemoteCredential } from '#signing/remote-signer';
import type { Act, SlowHandler } from './act.ts';
import { askCeremony } from './ask-ceremony.ts';
import { isSameName } from './same-name.ts';

type Found = RemoteCredential & { readonly read: RemoteCertificate };

/** C223: never in a rehearsal, nor where no service was set up. */
export const serviceOf = ({ tools }: Act): RemoteService | Refusal =>
  tools.remote ?? refuse('remote-not-offered', 'No signing service is set up for this ceremony.');

/**
 * C224: the account's credentials that are in this person's name. Of other people's nothing is told, not even that they are
 * there under another name than was looked for.
 */
const findOwn = async (act: Act, account: string): Promise<readonly Found[] | Refusal> => {
  const service = serviceOf(act);
  if (isRefusal(service)) return service;
  // Asked before the service is: nobody looks up accounts who is not known yet.
  if (act.person.identity.state !== 'confirmed') {
    return refuse('identity-not-confirmed', 'An officer has to confirm you first.');
  }
  const credentials = await service.signer.credentialsOf(account);
  if (isRefusal(credentials)) return OF_SERVICE.has(credentials.refused.code) ? credentials : noneOfYours;
  const own: Found[] = [];
  for (const credential of credentials) {
    const read = await readRemoteCertificate(credential, service.roots, act.now);
    if (!isRefusal(read) && isSameName(read.name, nameOf(forPaper(act.live), act.person.personId)))
      own.push({ ...credential, read });
  }
  return own.length > 0 ? own : noneOfYours;
};

/** One sentence whatever the reason: no account, nothing in it that can be used, or somebody else's. */
const noneOfYours = refuse(
  'remote-other-name',
  'This account has no certificate that is valid here in the name you are registered under.',
);
/** These tell of the service as a whole and not of an account. */
const OF_SERVICE: ReadonlySet<string> = new Set(['remote-unreachable', 'remote-timeout', 'remote-refused']);

export const remoteCredentials: SlowHandler<'signing:remote-credentials'> = async (act, { account }) => {
  const own = await findOwn(act, account);
  if (isRefusal(own)) return own;
  const credentials = own.map(({ credentialId, read: { name, issuer, notAfter } }) => ({
    credentialId,
    name,
    issuer,
    notAfter: notAfter.toISOString(),
  }));
  return { writes: [], reply: { credentials } };
};

/** C220: the certificate is recorded for this person on this device; credential and name stand beside the chain. */
export const enrolRemote: SlowHandler<'signing:enrol-remote'> = async (act, { account, credentialId }) => {
  const own = await findOwn(act, account);
  if (isRefusal(own)) return own;
  const found = own.find((one) => one.credentialId === credentialId);
  if (found === undefined) return refuse('remote-unknown-credential', 'This account has no such credential.');
  const { read, certificate, needs } = found;
  const { personId } = act.person;
  const proposal = askCeremony(act, {
    name: 'record-remote-certificate',
    personId,
    device: act.device,
    certificateSha256: read.sha256,
    issuer: read.issuer,
    notAfter: read.notAfter.toISOString(),
  });
  if (isRefusal(proposal)) return proposal;
  const chain = read.chain.map(base64);
  const data = { der: base64(certificate), remote: { credentialId, name: read.name, chain, needs } };
  return { ...proposal, personal: [{ subject: certificateSubject(personId), salt: '', data }] };
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
