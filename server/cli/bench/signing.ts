import 'reflect-metadata';
import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { Signer, SignPdf } from '@signpdf/signpdf';
import { makeSamples } from '#cli/sign-sample/make-samples';
import { isRefusal, type Refusal } from '#contract/refusal';
import { systemClock } from '#platform/clock';
import { randomBytes } from '#platform/random';
import { openAuthority } from '#signing/authority';
import { digestOf } from '#signing/byte-range';
import { P256 } from '#signing/certificate-profile';
import { cmsOf } from '#signing/cms';
import { completeSignature, signatureImprint } from '#signing/complete';
import { appendArchive } from '#signing/long-term';
import { emptySignature } from '#signing/empty-signature';
import { growDocument, openDocument, type OpenDocument } from '#signing/open-document';
import { openPdf } from '#signing/pdf-file';
import { prepareSignature } from '#signing/prepare';
import { signatureFields } from '#signing/signature-fields';
import { signatureReserve } from '#signing/reserve';
import { signatureAlgorithm } from '#signing/signature-algorithm';
import { signedAttributes } from '#signing/signed-attributes';
import { createOwnTimeStamper, type OwnTimeStamper } from '#signing/time-stamp-own';
import { temporaryFolder } from './bench-house.ts';
import { measured, quantile, type Bench, type Measurement, type Row } from './row.ts';

const row = 'signing';
const BATCH = 50;

/** One more signature on a sample agreement that its organiser and a party have signed; the processor's time, not the clock's. */
export const signing: Row = async (bench) => {
  await using folder = await temporaryFolder();
  const place = await openPlace(join(folder.path, 'keys'));
  const signed = await cost(
    bench,
    'B-B',
    () => embedded(place, null),
    () => bare(place),
  );
  const stamped = await cost(
    bench,
    'B-T',
    () => embedded(place, place.stamper),
    () => byLibrary(place),
  );
  const archived = await cost(
    bench,
    'archive',
    () => archive(place),
    () => bare(place),
  );
  const ms = { row, unit: 'ms', better: 'lower' } as const;
  const raw = 'node:crypto: one hash, sign, verify';
  return [
    measured({
      ...ms,
      metric: 'one signature (B-B, ECDSA), prepare to embedded, CPU',
      value: signed.own,
      target: 0.5,
      reference: { name: raw, value: signed.other },
    }),
    measured({
      ...ms,
      metric: 'one signature with own time stamp (B-T), CPU',
      value: stamped.own,
      target: 2,
      reference: { name: '@signpdf/signpdf, same signature, no time stamp', value: stamped.other },
    }),
    measured({
      ...ms,
      metric: 'validation data and document timestamp (B-LTA), CPU',
      value: archived.own,
      target: 2,
      reference: { name: raw, value: archived.other },
    }),
    await fileSize(),
  ];
};

type Place = {
  /** Certified, and signed by one party. */
  readonly document: Uint8Array;
  readonly opened: OpenDocument;
  readonly key: KeyObject;
  readonly publicKey: KeyObject;
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  readonly stamper: OwnTimeStamper;
  readonly root: Uint8Array;
  readonly crl: Uint8Array;
};

async function openPlace(folder: string): Promise<Place> {
  const now = systemClock.now();
  const order = { count: 1, signatures: 1, level: 'B-T', key: 'ec', language: 'id' } as const;
  const { documents } = await makeSamples(order, systemClock);
  const organiser = 'Badan Contoh';
  const crlUrl = 'http://localhost/authority/crl';
  const authority = await openAuthority({ folder, organiser, now, crlUrl, randomBytes });
  const keys = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const csr = await Pkcs10CertificateRequestGenerator.create({ keys, signingAlgorithm: P256, name: 'CN=Teken' });
  const who = { name: 'Contoh', role: 'Direktur', organisation: 'PT Contoh', personId: 'contoh', deviceId: 'contoh' };
  const issued = unrefused(await authority.issue({ csr: new Uint8Array(csr.rawData), ...who, now }));
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  return {
    document: documents[0]!,
    opened: openDocument(documents[0]!),
    key,
    publicKey: createPublicKey(key),
    certificate: issued.certificate,
    chain: issued.chain,
    stamper: createOwnTimeStamper({ signer: authority.timeSigner, now: () => systemClock.now(), randomBytes }),
    root: authority.root,
    crl: await authority.crl(now, []),
  };
}

const LOOK = { content: Buffer.from('0 0 1 rg 4 4 60 30 re f\n'.repeat(60)) };

const requestOf = (place: Place, stamper: OwnTimeStamper | null) => ({
  field: 'party-2',
  at: systemClock.now(),
  reason: 'Menyetujui perjanjian ini',
  name: 'Contoh',
  appearance: LOOK,
  reserve: signatureReserve(stamper, place),
});

const signatureOver = ({ key }: Place, attributes: Uint8Array): Buffer =>
  sign('sha256', attributes, { key, dsaEncoding: 'ieee-p1363' });

/** What server and browser do together for one signature; the server has read the document before, and reads what it grew by. */
async function embedded(place: Place, stamper: OwnTimeStamper | null): Promise<void> {
  const { document, opened, certificate, chain } = place;
  const { segment, byteRange } = unrefused(prepareSignature({ ...requestOf(place, stamper), document: opened }));
  const attributes = signedAttributes(digestOf(document, Buffer.from(segment), byteRange), certificate);
  const signature = signatureOver(place, attributes);
  const imprint = signatureImprint(signature, certificate);
  const token = stamper && imprint ? await stamper.stamp(imprint) : null;
  const parts = { prepared: segment, certificate, chain, signature, token };
  const signed = unrefused(completeSignature({ ...parts, document: opened }));
  // For whoever signs next.
  signatureFields(growDocument(opened, signed.segment).file);
}

/** The least that any way of signing must do. */
async function bare(place: Place): Promise<void> {
  const digest = createHash('sha256').update(place.document).digest();
  const signature = sign('sha256', digest, place.key);
  if (!verify('sha256', digest, place.publicKey, signature)) throw new Error('It does not verify.');
}

class PlaceSigner extends Signer {
  readonly #place: Place;

  constructor(place: Place) {
    super();
    this.#place = place;
  }

  override async sign(covered: Buffer): Promise<Buffer> {
    const { certificate, chain } = this.#place;
    const attributes = signedAttributes(createHash('sha256').update(covered).digest(), certificate);
    const { identifier, encode } = signatureAlgorithm(certificate);
    const value = encode(signatureOver(this.#place, attributes)) ?? Buffer.alloc(0);
    return cmsOf({ attributes, algorithm: identifier, value, certificate, certificates: [certificate, ...chain] });
  }
}

/** Our empty signature, filled by the library. */
async function byLibrary(place: Place): Promise<void> {
  const unfilled = unrefused(emptySignature(openPdf(place.document), requestOf(place, null), false));
  await new SignPdf().sign(Buffer.concat([place.document, unfilled]), new PlaceSigner(place));
}

async function archive({ document, root, chain, crl, stamper }: Place): Promise<void> {
  await appendArchive(document, { certificates: [root, ...chain], crls: [crl], stamper });
}

/** Milliseconds of the processor for one of ours and one of the other's: they take turns, the middle of all batches tells. */
async function cost(
  bench: Bench,
  what: string,
  own: () => Promise<void>,
  other: () => Promise<void>,
): Promise<{ readonly own: number; readonly other: number }> {
  bench.say(`${row}: ${what}`);
  const [mine, theirs]: [number[], number[]] = [[], []];
  const rounds = bench.size(30, 2);
  for (let round = -rounds / 2; round < rounds; round += 1) {
    const [one, two] = [await batch(own), await batch(other)];
    if (round < 0) continue;
    mine.push(one);
    theirs.push(two);
  }
  return { own: quantile(mine, 0.5), other: quantile(theirs, 0.5) };
}

async function batch(job: () => Promise<void>): Promise<number> {
  const begun = process.cpuUsage();
  for (let i = 0; i < BATCH; i += 1) await job();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000 / BATCH;
}

/** Size of a sealed agreement for the archive, beside the same with bare signatures. */
async function fileSize(): Promise<Measurement> {
  const order = { count: 1, signatures: 4, key: 'ec', language: 'id' } as const;
  const [archival, plain] = [
    await makeSamples({ ...order, level: 'B-LTA' }, systemClock),
    await makeSamples({ ...order, level: 'B-B' }, systemClock),
  ];
  return measured({
    row,
    metric: 'agreement certified and signed by four, B-LTA, size',
    value: archival.documents[0]!.length / 1_000,
    unit: 'kB',
    target: 140,
    better: 'lower',
    reference: { name: 'the same at B-B', value: plain.documents[0]!.length / 1_000 },
  });
}

/** What can be refused here is a mistake of ours. */
function unrefused<Outcome extends object>(outcome: Outcome): Exclude<Outcome, Refusal<string>> {
  if (isRefusal(outcome)) throw new Error(`Refused: ${JSON.stringify(outcome)}`);
  return outcome as Exclude<Outcome, Refusal<string>>;
}
