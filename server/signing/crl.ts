import 'reflect-metadata';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  CRLNumber,
  CRLReason,
  CRLReasons,
  Extension,
  Extensions,
  id_ce_cRLNumber,
  id_ce_cRLReasons,
  Name,
  RevokedCertificate,
  TBSCertList,
  Time,
  Version,
} from '@peculiar/asn1-x509';
import { AuthorityKeyIdentifierExtension, X509Crl } from '@peculiar/x509';
import type { RevocationReason } from '#contract/constants';
import type { Issuer } from './certificate-profile.ts';
import { integer } from './der.ts';
import { identifierOf, signedBy } from './signed-structure.ts';

/** One certificate that does not count any more. */
export type RevokedEntry = {
  /** Hex. */
  readonly serial: string;
  readonly at: Date;
  readonly reason: RevocationReason;
};

/** In milliseconds: a copy of the list is good for so long, also while the house is shut. */
const GOOD_FOR = 7 * 86_400_000;
/** In milliseconds: clocks differ. */
const EARLIER = 60_000;

/** RFC 5280 §5.3.1. Whoever finds a lost device may hold the key. */
const CODES: { readonly [Reason in RevocationReason]: CRLReasons } = {
  unspecified: CRLReasons.unspecified,
  'key-compromise': CRLReasons.keyCompromise,
  'affiliation-changed': CRLReasons.affiliationChanged,
  superseded: CRLReasons.superseded,
  cessation: CRLReasons.cessationOfOperation,
  'device-lost': CRLReasons.keyCompromise,
};

/** S30: a signed list (X.509 CRL v2), DER; good for seven days. `number` must grow from list to list. */
export async function makeCrl(
  issuing: Issuer,
  {
    revoked,
    now,
    number,
    goodFor = GOOD_FOR,
    after,
  }: {
    readonly revoked: readonly RevokedEntry[];
    readonly now: Date;
    readonly number: number;
    /** In milliseconds; seven days unless told. */
    readonly goodFor?: number;
    /** Judges signatures up to this moment, so that it is not dated before it. */
    readonly after?: Date | undefined;
  },
): Promise<Uint8Array> {
  const newest = revoked.reduce((latest, { at }) => Math.max(latest, at.getTime()), after?.getTime() ?? 0);
  // Not dated before what it tells, and never ahead of the clock.
  const thisUpdate = wholeSeconds(Math.min(now.getTime(), Math.max(now.getTime() - EARLIER, newest)));
  const issuer = await AuthorityKeyIdentifierExtension.create(issuing.certificate.publicKey);
  const list = new TBSCertList({
    version: Version.v2,
    signature: identifierOf(issuing.key.algorithm),
    issuer: AsnConvert.parse(issuing.certificate.subjectName.toArrayBuffer(), Name),
    thisUpdate: new Time(thisUpdate),
    nextUpdate: new Time(new Date(thisUpdate.getTime() + goodFor)),
    crlExtensions: new Extensions([
      AsnConvert.parse(issuer.rawData, Extension),
      extension(id_ce_cRLNumber, new CRLNumber(number)),
    ]),
  });
  // RFC 5280 §5.1.2.6: left out where nothing is revoked.
  if (revoked.length > 0) list.revokedCertificates = revoked.map(entryOf);
  return signedBy(issuing.key, new Uint8Array(AsnConvert.serialize(list)));
}

function entryOf({ serial, at, reason }: RevokedEntry): RevokedCertificate {
  const entry = new RevokedCertificate({
    // The content of an INTEGER.
    userCertificate: Uint8Array.from(integer(Buffer.from(serial, 'hex')).subarray(2)).buffer,
    revocationDate: new Time(wholeSeconds(at.getTime())),
  });
  // RFC 5280 §5.3.1: "unspecified" is said by saying nothing.
  if (CODES[reason] !== CRLReasons.unspecified)
    entry.crlEntryExtensions = [extension(id_ce_cRLReasons, new CRLReason(CODES[reason]))];
  return entry;
}

const extension = (extnID: string, value: object): Extension =>
  new Extension({ extnID, critical: false, extnValue: new OctetString(AsnConvert.serialize(value)) });

/** DER or PEM. Throws when the bytes are no list, or one that does not say until when it counts (RFC 5280 §5.1.2.5). */
export function openCrl(bytes: Uint8Array): X509Crl {
  const text = Buffer.from(bytes).toString('latin1');
  const crl = new X509Crl(text.startsWith('-----BEGIN') ? text : Uint8Array.from(bytes));
  // The library would overlook the entries of such a list.
  if (!crl.nextUpdate) throw new TypeError('A revocation list does not say until when it counts');
  return crl;
}

const wholeSeconds = (milliseconds: number): Date => new Date(Math.floor(milliseconds / 1000) * 1000);
