import type { MyAgreementView } from '#contract/views';
import type { Visit } from '../../state/visit.ts';
import { fetchBytes } from './fetch-bytes.ts';
import type { Bytes, SigningDesk, ToSign } from './sign-agreement.ts';
import type { DeviceKey } from './use-device-key.ts';
import { documentPath } from './use-document.ts';
import type { Answer } from '../../connection/http.ts';

type At = Pick<Visit, 'session' | 'connection' | 'table'>;

/** One agreement's document as it stands; at a shared table nothing of it stays in the browser's cache. */
export const fetchDocumentOf = ({ session, table }: At, agreementId: string): Promise<Answer<Bytes>> =>
  fetchBytes(documentPath(session.ceremonyId, session.person.personId, agreementId), table !== null);

/** The house as the gesture needs it for one agreement. */
export const deskOf = (visit: At, agreementId: string): SigningDesk => {
  const { session, connection, table } = visit;
  const path = documentPath(session.ceremonyId, session.person.personId, agreementId);
  return {
    prepare: () => connection.command('signing:prepare', { agreementId }),
    fetchDocument: () => fetchDocumentOf(visit, agreementId),
    fetchPrepared: () => fetchBytes(path.replace(/document$/, 'prepared'), table !== null),
    complete: (signature) => connection.command('signing:complete', { agreementId, ...signature }),
  };
};

/** What is signed with which key; null where consent, key or an own field is missing. */
export const toSign = ({ consented, signatures }: MyAgreementView, deviceKey: DeviceKey): ToSign | null => {
  const mine = signatures.find(({ isMe }) => isMe);
  if (deviceKey.state !== 'held' || consented === null || mine === undefined) return null;
  return {
    consented,
    field: mine.field,
    otherFields: signatures.filter(({ isMe }) => !isMe).map(({ field }) => field),
    key: deviceKey.key,
    certificate: deviceKey.certificate,
  };
};
