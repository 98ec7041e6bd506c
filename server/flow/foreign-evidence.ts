import type { EvidenceProblem, PadesLevel } from '#contract/constants';
import type { Clock } from '#platform/clock';
import type { Turn } from '#platform/turns';
import type { LiveCeremony } from '#projections/live-ceremony';
import type { Authority } from '#signing/authority';
import type { ForeignRevocations } from '#signing/foreign-revocations';
import type { ValidationData } from '#signing/long-term';
import { verifyNeeds, verifyPdf } from '#signing/verify';
import { readRevocationList } from '#signing/verify/revocation-list';
import type { Failure } from '#signing/web-evidence';
import { authorityOf } from './tools-of.ts';

/** Whose document it is, and whether somebody signed it by another issuer's certificate. */
export type Relying = { readonly live: LiveCeremony; readonly isCertifiedByOthers: boolean };

/** What of other issuers could be had for a document. */
export type Gathered = {
  readonly data: ValidationData;
  /** Why not all; the detail is for whoever mends it. */
  readonly lacking: { readonly problem: EvidenceProblem; readonly detail: string } | null;
};

/** F30: others on whom documents of this house may rely: for times, for signatures, for the seal. */
export type ForeignEvidence = {
  /** The lists and answers that the document itself lacks, and the authorities that they are of. */
  gather(relying: Relying, document: Uint8Array): Promise<Gathered>;
  /**
   * A40: what our own verifier finds. Of a document that relies on the house alone and on lists (`own`) that are current, that
   * is known without asking it.
   */
  levelOf(relying: Relying, document: Uint8Array, own: ValidationData, known: PadesLevel): Promise<PadesLevel>;
};

export type EvidenceHouse = {
  readonly authority: Authority;
  readonly lists: ForeignRevocations;
  /** PEM: of recognised issuers of people's certificates. */
  readonly recognisedRoots: readonly string[];
  /** PEM: of time-stamp authorities. */
  readonly timeRoots: readonly string[];
  readonly turn: Turn;
  readonly clock: Clock;
};

const PROBLEM = { away: 'list-away', unfit: 'list-unfit', 'not-offered': 'no-list' } as const satisfies Record<
  Failure,
  EvidenceProblem
>;

export const NOTHING_GATHERED: Gathered = { data: { certificates: [], crls: [] }, lacking: null };

export const createForeignEvidence = (house: EvidenceHouse): ForeignEvidence => {
  const { authority, lists, recognisedRoots, timeRoots, turn, clock } = house;
  const trustOf = (live: LiveCeremony) => {
    const ours = authorityOf(authority, live);
    const now = clock.now();
    // C39: what is only practised is attested and certified by nobody outside.
    return ours === authority
      ? { roots: [...ours.roots, ...recognisedRoots], timeRoots, now }
      : { roots: ours.roots, now };
  };
  const isConcerned = ({ live, isCertifiedByOthers }: Relying): boolean =>
    authorityOf(authority, live) === authority &&
    (timeRoots.length > 0 || authority.roots.length > 1 || isCertifiedByOthers);
  // S84: a root that is offline may have left a list behind that has ended.
  const areCurrent = ({ crls }: ValidationData): boolean =>
    crls.every((der) => readRevocationList(der).nextUpdate > clock.now());

  return {
    gather: async (relying, document) => {
      if (!isConcerned(relying)) return NOTHING_GATHERED;
      const { live } = relying;
      const { missing, authorities } = await turn(() => verifyNeeds(document, trustOf(live)));
      const own = [authority.root, ...authority.chain].map((der) => Buffer.from(der));
      const isForeign = ({ der }: { readonly der: Buffer }): boolean => !own.some((one) => one.equals(der));
      // S52: all of them lead to roots that the organiser trusts, as was just proved.
      const wanted = missing.filter(({ issuer }) => isForeign(issuer));
      const found = await Promise.all(wanted.map(({ certificate, issuer }) => lists.of(certificate, issuer)));
      const failures = found.flatMap((one) => (one.ok ? [] : one));
      // What waiting may mend is told first: it is tried again for that.
      const worst = failures.find(({ why }) => why !== 'not-offered') ?? failures[0];
      return {
        data: {
          certificates: authorities.filter(isForeign).map(({ der }) => new Uint8Array(der)),
          crls: found.flatMap((one) => (one.ok && one.form === 'crl' ? one.der : [])),
          ocsps: found.flatMap((one) => (one.ok && one.form === 'ocsp' ? one.der : [])),
        },
        lacking: worst === undefined ? null : { problem: PROBLEM[worst.why], detail: `${worst.detail}.` },
      };
    },
    levelOf: async (relying, document, own, known) => {
      if (!isConcerned(relying) && areCurrent(own)) return known;
      const report = await turn(() => verifyPdf(document, trustOf(relying.live)));
      return 'unreadable' in report ? 'B-B' : (report.level ?? 'B-B');
    },
  };
};
