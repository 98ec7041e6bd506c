import type { FoundInFile, LegalKind, ReportedSignature, VerificationView } from '#contract/views/verification';
import { documentStanding } from '#projections/document-standing';
import type { OneAuthority } from '#signing/authority';
import { agreementOf, earlierMinutes, earlierState, templateOf, type Origin } from './document-origin.ts';
import type { LedgerPlaces } from './ledger-place.ts';
import { isOrganisers, ownDocumentIn, sha256Of } from './own-documents.ts';
import { SEAL_FIELD } from './seal-agreement.ts';

/** What was found in a file, and by whose roots. */
export type JudgedFile = {
  readonly found: FoundInFile;
  readonly file: { readonly sha256: string; readonly bytes: number };
  readonly origin: Origin | null;
  readonly authority: OneAuthority;
  readonly rehearsal: boolean;
  readonly at: Date;
};

export type ViewHouse = {
  readonly publicUrl: string;
  /** Hashes of the roots of recognised issuers, hex. */
  readonly recognised: ReadonlySet<string>;
  readonly places: LedgerPlaces;
  /** Name and version of this program. */
  readonly program: string;
};

const NOT_IN_LEDGER = 'not-in-ledger: The ledger of this Teken does not hold this document.';
const REHEARSAL = 'rehearsal: This document was made in a rehearsal. It binds nobody.';

/** What was found in the bytes, and what the ledger says of them. */
export const verificationView = async (house: ViewHouse, judged: JudgedFile): Promise<VerificationView> => {
  const { found, origin, authority, rehearsal } = judged;
  const own = origin === null ? ownDocumentIn({ ...found, issued: null }, authority) : null;
  // Ours by its certificates, and yet not in the ledger, or made to practise: intact it may be, more it is not.
  const reservations = [...(origin === null && own === null ? [NOT_IN_LEDGER] : []), ...(rehearsal ? [REHEARSAL] : [])];
  const isOpen = found.verdict === 'valid' && reservations.length > 0;
  const state = origin === null ? null : agreementOf(origin);
  const roots = new Set(authority.roots.map(sha256Of));
  return {
    ...found,
    format: 'teken-verification/1',
    checkedWith: house.program,
    checkedAt: judged.at.toISOString(),
    verdict: isOpen ? 'indeterminate' : found.verdict,
    issued: origin !== null,
    signatures: found.signatures.map((one) => {
      // F48: of what the ledger names it is known who certified and sealed; of anything else the certificate tells.
      const isOurs = origin !== null || isOrganisers(one, authority);
      const seals = isOurs && one.field === SEAL_FIELD && !one.certifies;
      return { ...one, certifies: isOurs && one.certifies, seals, legal: legalKind(one, house.recognised, roots) };
    }),
    problems: isOpen ? [...found.problems, ...reservations] : found.problems,
    document: {
      ...judged.file,
      kind: origin?.named.kind ?? own,
      number: state?.draft.number ?? null,
      template: origin === null || state === null ? null : templateOf(origin.live, state),
      sample: origin?.live.ceremony.plan?.sample ?? false,
      rehearsal,
      authority: authority.name,
      ledger: origin === null ? null : await house.places(origin.live, origin.named),
      earlier:
        state === null
          ? earlierMinutes(origin, judged.file.sha256, house.publicUrl)
          : earlierState(state, judged.file.sha256, house.publicUrl),
      standing: origin === null || state === null ? null : documentStanding(origin.live, state, house.publicUrl),
    },
  };
};

/** H51: certified by a recognised issuer's root alone; whatever the certificate says of itself. */
const legalKind = (
  { certificate: { rootSha256 }, path }: ReportedSignature,
  recognised: ReadonlySet<string>,
  ours: ReadonlySet<string>,
): LegalKind => {
  const issuer = path.at(-1) ?? '';
  if (rootSha256 !== null && recognised.has(rootSha256)) return { kind: 'certified', issuer };
  return rootSha256 !== null && ours.has(rootSha256)
    ? { kind: 'uncertified', issuer }
    : { kind: 'unknown', issuer: null };
};
