import { X509Certificate as NodeCertificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import 'reflect-metadata';
import { AsnConvert } from '@peculiar/asn1-schema';
import { CertificatePolicies, UserNotice } from '@peculiar/asn1-x509';
import {
  BasicConstraintsExtension,
  CRLDistributionPointsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate,
  X509Crl,
} from '@peculiar/x509';
import { expect, test } from 'vitest';
import { AT, openSigningKit } from '#support/signing-kit';

const document = readFileSync(new URL('../../server/signing/CERTIFICATES.md', import.meta.url), 'utf8');

const critical = (extension: { readonly critical: boolean } | null, words: string): string =>
  extension === null ? '–' : `${words}${extension.critical ? ', critical' : ''}`;

const USES: { readonly [oid: string]: string } = {
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '1.3.6.1.5.5.7.3.8': 'timeStamping',
  '1.3.6.1.5.5.7.3.36': 'documentSigning',
};

const usagesOf = (extension: KeyUsagesExtension | null): string =>
  Object.entries(KeyUsageFlags)
    .flatMap(([name, value]) => (typeof value === 'number' && ((extension?.usages ?? 0) & value) !== 0 ? [name] : []))
    .toSorted()
    .join(', ');

const noticeOf = (certificate: X509Certificate): string => {
  const extension = certificate.getExtension('2.5.29.32');
  if (!extension) return '–';
  const [policy] = AsnConvert.parse(extension.value, CertificatePolicies);
  const [qualifier] = policy!.policyQualifiers ?? [];
  if (qualifier === undefined) return `${policy!.policyIdentifier} (anyPolicy)`;
  const notice = AsnConvert.parse(qualifier.qualifier, UserNotice);
  expect(notice.explicitText?.utf8String).toMatch(/bukan PSrE.*not a PSrE/);
  return `${policy!.policyIdentifier} (anyPolicy) with a notice`;
};

/** What a certificate says, in the words of the table. */
const columnOf = (certificate: X509Certificate): Readonly<Record<string, string>> => {
  const constraints = certificate.getExtension(BasicConstraintsExtension);
  const use = certificate.getExtension(KeyUsagesExtension);
  const extended = certificate.getExtension(ExtendedKeyUsageExtension);
  const points = certificate.getExtension(CRLDistributionPointsExtension);
  const url = points?.distributionPoints[0]?.distributionPoint?.fullName?.[0]?.uniformResourceIdentifier;
  const path = constraints?.pathLength === undefined ? '' : `, path length ${constraints.pathLength}`;
  const uses = extended?.usages.map((oid) => USES[String(oid)] ?? String(oid)).join(', ') ?? '';
  return {
    names: certificate.subjectName
      .toJSON()
      .flatMap((one) => Object.keys(one))
      .map((name) => ({ T: 'title', '2.5.4.12': 'title', '2.5.4.5': 'serialNumber' })[name] ?? name)
      .join(', '),
    key: String(new NodeCertificate(Buffer.from(certificate.rawData)).publicKey.asymmetricKeyDetails?.namedCurve),
    days: String(Math.round((certificate.notAfter.getTime() - AT.getTime()) / 86_400_000)),
    'basic constraints': critical(constraints, `${constraints?.ca === true ? 'CA' : 'not a CA'}${path}`),
    'key usage': critical(use, usagesOf(use)),
    'extended key usage': critical(extended, uses),
    policy: noticeOf(certificate),
    'revocation list': url === undefined ? '–' : `\`${new URL(url).pathname.slice(1)}\``,
    'key identifiers': ['2.5.29.14', '2.5.29.35']
      .flatMap((oid) => (certificate.getExtension(oid) ? [oid === '2.5.29.14' ? 'subject' : 'issuer'] : []))
      .join(', '),
    extensions: String(certificate.extensions.length),
  };
};

test('[S90] the profile that is written down is the one that is issued', async () => {
  await using kit = await openSigningKit();
  const { authority } = kit;
  const ayu = await kit.signatory('Ayu');
  const ders = [
    authority.root,
    authority.chain[0]!,
    authority.certificationSigner.certificate,
    authority.sealSigner.certificate,
    authority.timeSigner.certificate,
    ayu.certificate,
  ];
  const columns = ders.map((der) => columnOf(new X509Certificate(Uint8Array.from(der))));
  const rows = document.replaceAll(/ {2,}/g, ' ');
  for (const row of Object.keys(columns[0]!)) {
    expect(rows).toContain(`| ${[row, ...columns.map((column) => column[row])].join(' | ')} |\n`);
  }
  for (const der of ders) {
    const certificate = new X509Certificate(Uint8Array.from(der));
    expect(certificate.signatureAlgorithm).toMatchObject({ name: 'ECDSA', hash: { name: 'SHA-256' } });
    expect(certificate.serialNumber).toMatch(/^[4-7][0-9a-f]{31}$/);
    expect(AT.getTime() - certificate.notBefore.getTime()).toBe(60_000);
  }
  expect(document).toContain('one minute before');
});

test('[S90] so is what the lists say, and what nothing claims', async () => {
  await using kit = await openSigningKit();
  for (const der of [await kit.authority.crl(AT, []), await kit.authority.rootCrl(AT)]) {
    const list = new X509Crl(Uint8Array.from(der));
    expect((list.nextUpdate!.getTime() - list.thisUpdate.getTime()) / 86_400_000).toBe(7);
    expect(list.extensions.map(({ type }) => type).toSorted()).toEqual(['2.5.29.20', '2.5.29.35']);
  }
  expect(document).toContain('good for seven days');
  expect(document).toMatch(/not certified electronic signatures/);
  // Neither a qualified statement (ETSI EN 319 412-5) nor an address for online status is in any certificate.
  const ayu = await kit.signatory('Ayu');
  const certificate = new X509Certificate(Uint8Array.from(ayu.certificate));
  for (const oid of ['1.3.6.1.5.5.7.1.3', '1.3.6.1.5.5.7.1.1', '2.5.29.17']) {
    expect(certificate.getExtension(oid)).toBeNull();
  }
  const rehearsed = new X509Certificate(Uint8Array.from(kit.authority.rehearsal.root));
  expect(document).toContain(rehearsed.subjectName.getField('OU')[0]!);
});
