import 'reflect-metadata';
import { AuthorityInfoAccessExtension, CRLDistributionPointsExtension, X509Certificate } from '@peculiar/x509';

/** Where a certificate says that one learns whether it was revoked. */
export type ListAddresses = {
  /** Of the list on which it would be (RFC 5280 §4.2.1.13): http and https only, in the order of the certificate. */
  readonly addresses: readonly URL[];
  /** Of responders that answer about single certificates, instead or besides (OCSP, RFC 5280 §4.2.2.1); the same. */
  readonly responders: readonly URL[];
};

const MOST = 4;

/** `certificate`: DER of one that leads to a trusted root, for what it says is asked for. */
export function listAddressesOf(certificate: Uint8Array): ListAddresses {
  const parsed = new X509Certificate(Uint8Array.from(certificate));
  const points = parsed.getExtension(CRLDistributionPointsExtension)?.distributionPoints ?? [];
  const addresses = points
    // A list of some reasons only, and one that another authority signs, is not judged (S66).
    .filter(({ reasons, cRLIssuer }) => reasons === undefined && cRLIssuer === undefined)
    .flatMap(({ distributionPoint }) => distributionPoint?.fullName ?? [])
    .flatMap(({ uniformResourceIdentifier }) => webAddress(uniformResourceIdentifier ?? ''));
  const responders = (parsed.getExtension(AuthorityInfoAccessExtension)?.ocsp ?? [])
    .filter(({ type }) => type === 'url')
    .flatMap(({ value }) => webAddress(value));
  return { addresses: addresses.slice(0, MOST), responders: responders.slice(0, MOST) };
}

/** S52: of the web and nowhere else, without a name and a password in it; else empty. */
export const webAddress = (text: string, base?: URL): readonly URL[] => {
  const url = URL.parse(text, base?.href);
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  return url !== null && isWeb && url.username === '' && url.password === '' ? [url] : [];
};
