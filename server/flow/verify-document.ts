import { createHash, X509Certificate } from 'node:crypto';
import { answerOf, refuse, type Refused } from '#contract/refusal';
import type { FoundInFile, VerificationView } from '#contract/views/verification';
import type { Clock } from '#platform/clock';
import type { Authority, OneAuthority } from '#signing/authority';
import type { Trusted, Verifier } from '#signing/verifier';
import type { Store } from '#store/port';
import { asWritten } from './as-written.ts';
import type { Ceremonies } from './ceremonies.ts';
import { originByCode, originOf, type Origin } from './document-origin.ts';
import { createLedgerPlaces } from './ledger-place.ts';
import { sha256Of } from './own-documents.ts';
import type { Revocations } from './revocations.ts';
import { authorityOf } from './tools-of.ts';
import { verificationView, type JudgedFile, type ViewHouse } from './verification-view.ts';

export type VerifyHouse = {
  readonly ceremonies: Ceremonies;
  readonly store: Store;
  readonly authority: Authority;
  readonly revocations: Revocations;
  readonly verifier: Verifier;
  readonly clock: Clock;
  readonly publicUrl: string;
  /** PEM: of the recognised issuers whose certificates people may sign with. */
  readonly recognisedRoots: readonly string[];
  /** PEM: of authorities of others that attest times. */
  readonly timeRoots: readonly string[];
  /** Name and version of this program. */
  readonly program: string;
};

export type Verified = {
  readonly ok: true;
  readonly view: VerificationView;
  /** Null for a document that is not known here. */
  readonly origin: Origin | null;
};

/** Verification for anybody: of a file, or of what the ledger holds under the code of a QR. */
export type VerifyDocument = {
  /** A file that anyone brings: its signatures, and whether its bytes are, or begin, what the ledger holds. They are given away (H60). */
  file(bytes: Uint8Array): Promise<Verified | Refused>;
  /** The ledger's own bytes are checked, and never handed out. */
  code(code: string): Promise<Verified | Refused>;
};

export const createVerifyDocument = (house: VerifyHouse): VerifyDocument => {
  const places = createLedgerPlaces(house.store);
  const { publicUrl, program } = house;
  const recognised = new Set(house.recognisedRoots.map((pem) => sha256Of(new X509Certificate(pem).raw)));
  const parts: ViewHouse = { publicUrl, recognised, places, program };

  const verify = async (bytes: Uint8Array, sha256: string, origin: Origin | null): Promise<Verified | Refused> => {
    // H60: said now, for the bytes go to the thread that judges them.
    const file = { sha256, bytes: bytes.length };
    const judged = await judge(house, bytes, origin);
    if (!judged.ok) return judged;
    return { ok: true, view: await verificationView(parts, { ...judged.judged, file, origin }), origin };
  };

  return {
    file: async (bytes) => {
      const sha256 = await hashOf(bytes);
      return verify(bytes, sha256, originOf(await house.ceremonies.loadAll(), sha256));
    },
    code: async (code) => {
      const found = originByCode(await house.ceremonies.loadAll(), code);
      const stored = found === null ? null : await house.store.readDocument(found.live.ceremonyId, found.document);
      if (found === null || stored === null) {
        return answerOf(refuse('unknown-document', 'No document of this Teken has this code.'));
      }
      // F55: what follows is no part of it.
      const bytes = asWritten(stored, found.written) ?? stored;
      const sha256 = await hashOf(bytes);
      // F45: by what its bytes are, and not by where they stood.
      return verify(bytes, sha256, originOf([found.live], sha256));
    },
  };
};

type Judged =
  | { readonly ok: true; readonly judged: Pick<JudgedFile, 'found' | 'authority' | 'rehearsal' | 'at'> }
  | Refused;

/** C39: each document is judged under the authority of its ceremony; one of unknown origin under the real one first. */
const judge = async (house: VerifyHouse, bytes: Uint8Array, origin: Origin | null): Promise<Judged> => {
  const { authority, clock } = house;
  const at = clock.now();
  const real: [OneAuthority, Trusted] = [authority, await trustOf(house, 'real', at)];
  const rehearsed: [OneAuthority, Trusted] = [authority.rehearsal, await trustOf(house, 'rehearsal', at)];
  const asked: readonly [[OneAuthority, Trusted], ...[OneAuthority, Trusted][]] =
    origin === null ? [real, rehearsed] : authorityOf(authority, origin.live) === authority ? [real] : [rehearsed];
  const [[, first], ...others] = asked;
  const verdict = await house.verifier.judge(bytes, [first, ...others.map(([, trust]) => trust)]);
  if (verdict.outcome === 'busy') {
    return answerOf(refuse('busy', 'Many files are being verified; try again shortly.'));
  }
  const under = verdict.outcome === 'judged' ? verdict.under : 0;
  const found = verdict.outcome === 'judged' ? verdict.report : GIVEN_UP;
  if ('unreadable' in found) return answerOf(refuse('unreadable', found.problem));
  const [by] = asked[under] ?? asked[0];
  return { ok: true, judged: { found, authority: by, rehearsal: by === authority.rehearsal, at } };
};

/** F20: of a file that was given up nothing is known, and that is said. */
const GIVEN_UP: FoundInFile = {
  verdict: 'indeterminate',
  modifiedAfterSigning: false,
  level: null,
  timeAttestedBy: null,
  signatures: [],
  timestamps: [],
  revisions: [],
  problems: ['took-too-long: The examination was ended: this file takes more time or memory than a file should.'],
};

const trustOf = async (house: VerifyHouse, of: 'real' | 'rehearsal', now: Date): Promise<Trusted> => {
  const crls = [await house.revocations.list(of)];
  const { authority, recognisedRoots, timeRoots } = house;
  // C39: what is only practised is attested by nobody outside.
  return of === 'rehearsal'
    ? { roots: authority.rehearsal.roots, crls, now }
    : { roots: [...authority.roots, ...recognisedRoots], timeRoots, crls, now };
};

/** A millisecond or two. */
const PIECE = 1024 * 1024;

/** H60: piece by piece, so that nobody waits for a large file, and none of it is copied. */
const hashOf = async (bytes: Uint8Array): Promise<string> => {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.length; at += PIECE) {
    if (at > 0) await nextTurn();
    hash.update(bytes.subarray(at, at + PIECE));
  }
  return hash.digest('hex');
};

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const pemOf = (der: Uint8Array): string => new X509Certificate(der).toString();
