import { createHash } from 'node:crypto';
import type { DocumentKind, ReportedSignature } from '#contract/views/verification';
import type { OneAuthority } from '#signing/authority';
import type { VerifyReport } from '#signing/verify';

/** What the organiser signs alone gives its kind as the reason: the ledger holds none of it. */
export const OWN_REASONS = {
  extract: 'Menyegel petikan jurnal ini',
  report: 'Menyegel laporan pemeriksaan ini',
} as const satisfies { readonly [kind in DocumentKind]?: string };

/**
 * F21: an extract or a report, if the only signature is the organiser's own, is good, certifies the whole file and says so.
 * Nobody else's key can have said it: the reason is among the signed bytes, and the certificate is a seal of this house.
 */
export const ownDocumentIn = (report: VerifyReport, authority: OneAuthority): 'extract' | 'report' | null => {
  const [only, ...more] = report.signatures;
  if (only === undefined || more.length > 0 || report.verdict !== 'valid' || !only.certifies) return null;
  if (!isOrganisers(only, authority)) return null;
  if (only.reason === OWN_REASONS.extract) return 'extract';
  return only.reason === OWN_REASONS.report ? 'report' : null;
};

/**
 * By the seal of today, or by an earlier one or a certification of ours: of what our issuing authority issues, only people's
 * certificates name a holder (CERTIFICATES.md). F44: below a root that was brought along others issue certificates as well.
 */
export const isOrganisers = (
  { certificate }: ReportedSignature,
  { sealSigner, chain: [issuing] }: OneAuthority,
): boolean =>
  certificate.sha256 === sha256Of(sealSigner.certificate) ||
  (issuing !== undefined && certificate.issuerSha256 === sha256Of(issuing) && certificate.holder === '');

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
