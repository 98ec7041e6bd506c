import { createHash } from 'node:crypto';
import { Attribute, id_contentType, id_messageDigest } from '@peculiar/asn1-cms';
import { AsnArray, AsnConvert, AsnProp, AsnPropTypes, AsnType, AsnTypeTypes, OctetString } from '@peculiar/asn1-schema';

// S5: what is signed is not the document but these attributes (RFC 5652 §5.4, ETSI EN 319 142-1): content-type,
// message-digest and signing-certificate-v2, and no signing-time, which PAdES keeps in /M.

const ID_DATA = '1.2.840.113549.1.7.1';
const ID_SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';

/** RFC 5035; the hash algorithm is left out because SHA-256 is its default, the issuer because it is optional. */
class EssCertIdV2 {
  certHash = new OctetString();
}
AsnType({ type: AsnTypeTypes.Sequence })(EssCertIdV2);
AsnProp({ type: OctetString })(EssCertIdV2.prototype, 'certHash');

class EssCertIdsV2 extends AsnArray<EssCertIdV2> {}
AsnType({ type: AsnTypeTypes.Sequence, itemType: EssCertIdV2 })(EssCertIdsV2);

class SigningCertificateV2 {
  certs = new EssCertIdsV2();
}
AsnType({ type: AsnTypeTypes.Sequence })(SigningCertificateV2);
AsnProp({ type: EssCertIdsV2 })(SigningCertificateV2.prototype, 'certs');

class ContentTypeValue {
  value = ID_DATA;
}
AsnType({ type: AsnTypeTypes.Choice })(ContentTypeValue);
AsnProp({ type: AsnPropTypes.ObjectIdentifier })(ContentTypeValue.prototype, 'value');

class AttributeSet extends AsnArray<Attribute> {}
AsnType({ type: AsnTypeTypes.Set, itemType: Attribute })(AttributeSet);

/**
 * DER of the signed attributes as SET OF (tag 0x31), which is the very message the key signs.
 * `digest` is the SHA-256 of the byte range, `certificate` the DER of the signer's certificate.
 */
export function signedAttributes(digest: Uint8Array, certificate: Uint8Array): Buffer {
  const signingCertificate = new SigningCertificateV2();
  const id = new EssCertIdV2();
  id.certHash = new OctetString(createHash('sha256').update(certificate).digest());
  signingCertificate.certs.push(id);
  const attributes = [
    attribute(id_contentType, new ContentTypeValue()),
    attribute(id_messageDigest, new OctetString(digest)),
    attribute(ID_SIGNING_CERTIFICATE_V2, signingCertificate),
  ];
  // DER sorts a SET OF by its members' encoding (X.690 §11.6).
  const sorted = attributes.toSorted((a, b) => Buffer.compare(encode(a), encode(b)));
  return encode(new AttributeSet(sorted));
}

const attribute = (type: string, value: object): Attribute =>
  new Attribute({ attrType: type, attrValues: [AsnConvert.serialize(value)] });

const encode = (value: object): Buffer => Buffer.from(AsnConvert.serialize(value));
