import { constants, generateKeyPairSync, sign as signHere, X509Certificate, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { certify } from '#signing/certify';
import { readDer } from '#signing/der';
import { verifyPdf, type VerifyOptions, type VerifyReport } from '#signing/verify';
import { readCertificate } from '#signing/verify/certificate';
import { inflate } from '#signing/verify/inflate';
import { maySign, mayStamp } from '#signing/verify/path';
import { isSignedWith } from '#signing/verify/public-key';
import { appendArchive } from '#signing/long-term';
import { CATALOGUE, changed } from '#support/attacks/attack';
import { signedForgery } from '#support/attacks/certification';
import { appended, replacing } from '#support/revision-forge';
import {
  certifiedBy,
  sealedDocument,
  signedBy,
  stamperOf,
  withEvidence,
  withTimestamp,
  type SealedDocument,
} from '#support/sealed-documents';
import { AT, openSigningKit, type Signatory, type SigningKit } from '#support/signing-kit';
import { LOOK, signablePdf } from '#support/signable-pdf';
import { codesOf } from '#support/verify-scene';

let kit: SigningKit;
let stranger: SigningKit;
let ayu: Signatory;
let document: SealedDocument;

beforeAll(async () => {
  [kit, stranger] = [await openSigningKit(), await openSigningKit()];
  ayu = await kit.signatory('Ayu');
  document = await sealedDocument(kit, [ayu, await kit.signatory('Budi'), await kit.signatory('Citra')]);
});

afterAll(async () => {
  await kit[Symbol.asyncDispose]();
  await stranger[Symbol.asyncDispose]();
});

const YEAR = 366 * 86_400_000;
const after = (milliseconds: number): Date => new Date(AT.getTime() + milliseconds);

async function judge(bytes: Uint8Array, options: Partial<VerifyOptions> = {}): Promise<VerifyReport> {
  const report = await verifyPdf(bytes, { roots: [kit.authority.root], now: AT, ...options });
  if ('unreadable' in report) throw new Error(report.problem);
  return report;
}

/** Verdict, level and who attests the time, and the codes of what was said. */
const inShort = async (bytes: Uint8Array, options: Partial<VerifyOptions> = {}): Promise<readonly unknown[]> => {
  const report = await judge(bytes, options);
  return [report.verdict, report.level, report.timeAttestedBy, ...new Set(codesOf(report))];
};

describe('levels', () => {
  test('[S67] are what is found at each step, and the report says what each revision did', async () => {
    expect(await inShort(document.certified)).toEqual(['valid', 'B-B', 'signer']);
    expect(await inShort(document.signed)).toEqual(['valid', 'B-B', 'signer']);
    expect(await inShort(document.stamped)).toEqual(['valid', 'B-T', 'organiser']);
    expect(await inShort(document.longTerm)).toEqual(['valid', 'B-LT', 'organiser']);
    expect(await inShort(document.archived)).toEqual(['valid', 'B-LTA', 'organiser']);
  });

  test('[S68] the report tells what each revision did, and of each signature by what it was judged', async () => {
    const report = await judge(document.archived);
    const steps = ['document', 'certification', 'signature', 'signature', 'signature', 'evidence', 'timestamp'];
    expect(report.revisions.map(({ what }) => what)).toEqual(steps);
    expect(report.revisions.map(({ bytes }) => bytes).at(-1)).toBe(document.archived.length);
    expect(report.revisions.map(({ field }) => field).at(-1)).toBe('archive-1');
    const stamp = { at: AT.toISOString(), by: 'Badan Contoh', attestedBy: 'organiser', problems: [] };
    expect(report.timestamps).toEqual([{ field: 'archive-1', ...stamp }]);
    expect(report.signatures[1]).toMatchObject({
      field: 'party-1',
      level: 'B-LTA',
      attestedBy: 'organiser',
      attestedByName: 'Badan Contoh',
      provenAt: AT.toISOString(),
      timestamps: [stamp],
      path: ['Ayu', 'Teken Badan Contoh Issuing', 'Teken Badan Contoh Root'],
      revocation: [{ from: 'file' }, { from: 'file' }],
      locks: { action: 'Include', fields: ['party-1'] },
    });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  test('[S67] lists that are given from outside prove nothing of the file, and without the root’s own it is B-T', async () => {
    const crls = [await kit.authority.crl(AT, [], AT), await kit.authority.rootCrl(AT)];
    expect(await inShort(document.stamped, { crls })).toEqual(['valid', 'B-T', 'organiser']);
    const { segment } = await appendArchive(document.stamped, {
      certificates: [],
      crls: [crls[0]!],
      stamper: stamperOf(kit),
    });
    expect(await inShort(Buffer.concat([document.stamped, segment]))).toEqual(['valid', 'B-T', 'organiser']);
  });

  test('[S67] a list that ended before the signature says nothing of it', async () => {
    const old = await withEvidence(kit, document.stamped, after(-8 * 86_400_000));
    expect(await inShort(old)).toEqual(['valid', 'B-T', 'organiser']);
  });
});

describe('time', () => {
  test('[S63] a certificate that expired after the proved time is good, without proof it leaves the verdict open', async () => {
    const now = after(YEAR);
    expect(await inShort(document.signed, { now })).toEqual(['indeterminate', 'B-B', 'signer', 'certificate-expired']);
    // The authority of the time-stamp has expired as well, and nothing proves the time-stamp.
    expect(await inShort(document.archived, { now })).toEqual([
      'indeterminate',
      'B-B',
      'signer',
      'certificate-expired',
    ]);
    expect((await judge(document.archived, { now })).timestamps[0]).toMatchObject({
      attestedBy: null,
      problems: [expect.stringMatching(/^time-stamp-unproven: /)],
    });
  });

  test('[S63] an archive that was renewed in time outlives the certificates', async () => {
    await using later = await openSigningKit(after(200 * 86_400_000));
    const renewed = await withTimestamp(document.archived, stamperOf(later, after(200 * 86_400_000)));
    const roots = [kit.authority.root];
    const now = after(YEAR);
    const trusted = { roots, timeRoots: [later.authority.root], now };
    expect(await inShort(renewed, trusted)).toEqual(['valid', 'B-LTA', 'organiser']);
    expect((await judge(renewed, trusted)).timestamps.map(({ attestedBy }) => attestedBy)).toEqual([
      'organiser',
      'external',
    ]);
    // Somebody who may attest times may not sign.
    expect(await inShort(renewed, { roots: [], timeRoots: [kit.authority.root], now })).toContain('unknown-root');
  });

  test('[S63] a document timestamp proves the time of signatures that have none, and who is external is told', async () => {
    const stamped = await withTimestamp(document.signed, stamperOf(stranger));
    const timeRoots = [stranger.authority.root];
    expect(await inShort(stamped, { timeRoots })).toEqual(['valid', 'B-T', 'external']);
    // Unknown, it proves nothing and takes nothing away.
    expect(await inShort(stamped)).toEqual(['valid', 'B-B', 'signer']);
    expect((await judge(stamped)).timestamps[0]?.problems).toEqual([
      expect.stringMatching(/^time-stamp-unknown-authority: /),
    ]);
  });

  test('[S63] revoked after the proved time is good; between the stated and the proved one it is open; before: not', async () => {
    const at = after(3_600_000);
    const stamped = await withTimestamp(await signedBy(document.certified, 'party-1', ayu), stamperOf(kit, at));
    const revoked = async (minutes: number): Promise<readonly unknown[]> => {
      const entry = { serial: ayu.serialNumber, at: after(minutes * 60_000), reason: 'superseded' } as const;
      return inShort(stamped, {
        now: after(7_200_000),
        crls: [await kit.authority.crl(after(7_200_000), [entry], at)],
      });
    };
    expect(await revoked(60)).toEqual(['valid', 'B-T', 'organiser']);
    expect(await revoked(30)).toEqual(['indeterminate', 'B-T', 'organiser', 'revoked-before-proof']);
    expect(await revoked(-1)).toEqual(['invalid', 'B-T', 'organiser', 'certificate-revoked']);
  });

  test('[S62] a time-stamp authority whose key was lost proves no time', async () => {
    const serial = new X509Certificate(kit.authority.timeSigner.certificate).serialNumber.toLowerCase();
    const entry = { serial, at: after(60_000), reason: 'key-compromise' } as const;
    const now = after(3_600_000);
    const crls = [await kit.authority.crl(now, [entry], now)];
    expect(await inShort(document.stamped, { now, crls })).toEqual(['valid', 'B-B', 'signer']);
  });
});

describe('evidence and the archive', () => {
  test('[S64] may come in several steps, and again, in a form of either kind', async () => {
    const more = await withEvidence(kit, document.archived, after(60_000));
    const twice = await withTimestamp(more, stamperOf(kit, after(60_000)));
    const now = after(3_600_000);
    expect(await inShort(twice, { now })).toEqual(['valid', 'B-LTA', 'organiser']);
    const old = await signedBy(await certifiedBy(kit, await signablePdf()), 'party-1', ayu);
    const archived = await withTimestamp(await withTimestamp(old, stamperOf(kit)), stamperOf(kit, after(60_000)));
    expect(await inShort(archived, { now })).toEqual(['valid', 'B-T', 'organiser']);
    expect((await judge(archived, { now })).revisions.map(({ field }) => field)).toEqual([
      null,
      'certification',
      'party-1',
      'archive-1',
      'archive-2',
    ]);
  });

  test('[S64] are no changes that a certification with P=1 forbids', async () => {
    const reference =
      '\n/Reference [<< /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /V /1.2 /P 1 >> >>] >>';
    const rendered = Buffer.from(await signablePdf());
    const alone = await signedForgery(rendered, 'party-1', ayu, (objects) => {
      const signature = objects.find(({ body }) => /\/Type \/Sig\b/.test(String(body)))!;
      const perms = changed(rendered, CATALOGUE, />>$/, `/Perms << /DocMDP ${signature.number} 0 R >> >>`);
      return [...replacing(/\/Type \/Sig\b/, /\n>>$/, reference)(objects), perms];
    });
    const kept = await withTimestamp(await withEvidence(kit, alone), stamperOf(kit));
    expect(await inShort(kept)).toEqual(['valid', 'B-LTA', 'organiser']);
    expect(await inShort(await signedBy(alone, 'party-2', ayu))).toContain('certification-forbids');
  });

  test('[S66] a list of an authority that nothing leads to leaves the verdict open', async () => {
    const bytes = await withEvidence(stranger, document.stamped);
    // Of the same names, and with its root beside it: its lists are somebody's, and say nothing of ours.
    expect(await inShort(bytes)).toEqual(['valid', 'B-T', 'organiser']);
    const foreign = await openSigningKit();
    const crl = await foreign.authority.rehearsal.crl(AT, [], AT);
    const { segment } = await appendArchive(document.stamped, {
      certificates: [],
      crls: [crl],
      stamper: stamperOf(kit),
    });
    await foreign[Symbol.asyncDispose]();
    expect(await inShort(Buffer.concat([document.stamped, segment]))).toEqual([
      'indeterminate',
      'B-T',
      'organiser',
      'evidence-unrelated',
    ]);
  });

  test('[S66] nothing is decompressed beyond its bound, nor what is broken', async () => {
    const packed = deflateSync(Buffer.alloc(1000, 'CONTOH'));
    expect(await inflate(packed, 1000)).toEqual(Buffer.alloc(1000, 'CONTOH'));
    expect(await inflate(packed, 999)).toBeNull();
    expect(await inflate(deflateSync(Buffer.alloc(50_000_000)), 1000)).toBeNull();
    expect(await inflate(packed.subarray(0, -5), 1000)).toBeNull();
  });

  test('[S65] a lock counts from its signature on, and for its own field only', async () => {
    expect((await judge(document.signed)).signatures.map(({ locks }) => locks?.fields ?? null)).toEqual([
      null,
      ['party-1'],
      ['party-2'],
      ['witness-1'],
    ]);
    const all = appended(document.rendered, [
      changed(
        document.rendered,
        /\/SigFieldLock[^]*party-1/,
        /\/Action \/Include\n?\/Fields \[[^\]]*\]/,
        '/Action /All',
      ),
    ]);
    const once = await signedBy(await certifiedBy(kit, all), 'party-1', ayu);
    expect(await inShort(once)).toEqual(['valid', 'B-B', 'signer']);
    expect(await inShort(await signedBy(once, 'party-2', ayu))).toEqual(['invalid', 'B-B', 'signer', 'field-locked']);
    expect(await inShort(await withTimestamp(once, stamperOf(kit)))).toEqual(['valid', 'B-T', 'organiser']);
  });
});

describe('who may', () => {
  test('[S61] a time-stamp authority signs no documents', async () => {
    const { timeSigner } = kit.authority;
    const certified = await certify(
      { bytes: document.rendered },
      { signer: timeSigner, field: 'certification', at: AT, reason: 'x', name: 'x', appearance: LOOK },
    );
    if ('refused' in certified) throw new Error(certified.refused.code);
    expect(await inShort(certified.bytes)).toEqual(['invalid', 'B-B', 'signer', 'not-for-signing']);
  });

  test('[S61] an authority signs no documents, and who signs documents stamps no times', () => {
    const [issuing, own, time] = [kit.authority.chain[0]!, ayu.certificate, kit.authority.timeSigner.certificate].map(
      readCertificate,
    );
    expect([issuing, own, time].map((each) => maySign(each!))).toEqual([false, true, false]);
    expect([issuing, own, time].map((each) => mayStamp(each!))).toEqual([false, false, true]);
    expect(maySign({ ...own!, isUnderstood: false })).toBe(false);
    expect(maySign({ ...own!, isAuthority: true })).toBe(false);
  });

  const ALGORITHMS: readonly (readonly [string, string, () => { publicKey: KeyObject; privateKey: KeyObject }])[] = [
    ['ECDSA on P-256', '300a06082a8648ce3d040302', () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' })],
    ['ECDSA on P-384', '300a06082a8648ce3d040302', () => generateKeyPairSync('ec', { namedCurve: 'secp384r1' })],
    ['RSA PKCS#1 v1.5', '300d06092a864886f70d01010b0500', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
    [
      'RSA PSS',
      '304106092a864886f70d01010a3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d06096086480165030402010500a203020120',
      () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
    ],
  ];

  test.each(ALGORITHMS)('[S60] %s is judged, and nothing else is taken for it', async (name, identifier, make) => {
    const { publicKey, privateKey } = make();
    const key = publicKey.export({ type: 'spki', format: 'der' });
    const message = Buffer.from('CONTOH');
    const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    const signature = signHere('sha256', message, { key: privateKey, ...(name === 'RSA PSS' ? pss : {}) });
    const algorithm = readDer(Buffer.from(identifier, 'hex'))!;
    expect(await isSignedWith(key, algorithm, message, signature)).toBe(true);
    expect(await isSignedWith(key, algorithm, Buffer.from('LAIN'), signature)).toBe(false);
    expect(await isSignedWith(key, algorithm, message, signature.subarray(1))).toBe(false);
    const unknown = readDer(Buffer.from('300506032b6570', 'hex'))!;
    expect(await isSignedWith(key, unknown, message, signature)).toBeNull();
  });

  test('[S60] nothing that the verifier loads needs Node', () => {
    const seen = new Set<string>();
    const needs: string[] = [];
    const follow = (path: string): void => {
      if (seen.has(path)) return;
      seen.add(path);
      for (const [, what] of readFileSync(path, 'utf8').matchAll(/^import (?!type )[^;]*? from '([^']+)';$/gm)) {
        if (what!.startsWith('.')) follow(new URL(what!, `file://${path}`).pathname);
        else if (what!.startsWith('#')) follow(`${process.cwd()}/server/${what!.slice(1)}.ts`);
        // Plain arithmetic, which runs anywhere.
        else if (what !== '@noble/hashes/sha2.js') needs.push(`${path}: ${what}`);
      }
    };
    follow(`${process.cwd()}/server/signing/verify.ts`);
    expect(needs).toEqual([]);
    expect(seen.size).toBeGreaterThan(15);
  });
});
