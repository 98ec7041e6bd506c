import { createForeignAnswers } from './foreign-answers.ts';
import { createForeignLists, type AskingOptions } from './foreign-lists.ts';
import { listAddressesOf } from './list-addresses.ts';
import { NAME, type Certificate } from './verify/certificate.ts';
import type { Missing } from './web-evidence.ts';

/** `crl` and `ocsp`: in which form it came, and is kept. */
export type FoundRevocation = { readonly ok: true; readonly form: 'crl' | 'ocsp'; readonly der: Uint8Array } | Missing;

export type ForeignRevocations = {
  /** What tells whether this certificate was revoked. S52: it leads to a trusted root by way of this issuer, as was proved before. */
  of(certificate: Certificate, issuer: Certificate): Promise<FoundRevocation>;
};

/**
 * S125: the list first. One serves all documents, and tells nobody who has signed; an answer is about one certificate, and its
 * issuer learns that it was asked about.
 */
export function createForeignRevocations(options: AskingOptions): ForeignRevocations {
  const [lists, answers] = [createForeignLists(options), createForeignAnswers(options)];
  return {
    of: async (certificate, issuer) => {
      const { addresses, responders } = listAddressesOf(certificate.der);
      const list = await lists.of(certificate, issuer);
      if (list.ok) return { ...list, form: 'crl' };
      if (responders.length === 0) return addresses.length === 0 ? nothing(issuer) : list;
      const answer = await answers.of(certificate, issuer);
      if (answer.ok) return { ...answer, form: 'ocsp' };
      if (addresses.length === 0) return answer;
      // What waiting may mend is told as such.
      const why = answer.why === 'not-offered' ? list.why : answer.why;
      return { ok: false, why, detail: `${list.detail}. ${answer.detail}` };
    },
  };
}

/** S54 */
const nothing = (issuer: Certificate): Missing => {
  const name = issuer.names.get(NAME.common) ?? issuer.names.get(NAME.organisation) ?? 'The issuer';
  const detail = `${name} names no address on the web of a revocation list, nor of an OCSP responder`;
  return { ok: false, why: 'not-offered', detail };
};
