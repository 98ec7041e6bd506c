import type { CertificateEndView } from '#contract/views/agreements';
import { endSentence } from './certificate-ends.ts';
import { chooseLinks, linkTable } from './personal-links.ts';
import type { PersonalLink } from '#flow/personal-links';

export type Readiness = {
  readonly publicUrl: string;
  readonly publicUrlIsLoopback: boolean;
  /** SHA-256 of the certificate that Teken made for itself, if it did. */
  readonly fingerprint: string | null;
  /** S141 */
  readonly certificateEnds: readonly CertificateEndView[];
  readonly links: readonly PersonalLink[];
  readonly linksFile: string;
};

/** What the operator reads once everything runs. The first line is what other programs wait for. */
export const readyText = ({
  publicUrl,
  publicUrlIsLoopback,
  fingerprint,
  certificateEnds,
  links,
  linksFile,
}: Readiness): string => {
  const parts = [`Teken is ready at ${publicUrl}`];
  if (fingerprint !== null)
    parts.push(
      [
        'The certificate is self-signed. Browsers warn on the first visit ("Your connection is not private" or',
        '"Warning: Potential Security Risk Ahead"): open Advanced, compare the fingerprint, and continue.',
        `SHA-256 ${fingerprint}`,
      ].join('\n'),
    );
  if (publicUrlIsLoopback)
    parts.push(
      `Note: ${publicUrl} reaches this machine only, and everything signed now carries it for ever.\nSet PUBLIC_URL before a real ceremony.`,
    );
  parts.push(...certificateEnds.map(endSentence));
  if (links.length > 0) {
    const shown = chooseLinks(links);
    const more = links.length - shown.length;
    if (shown.length > 0) parts.push(`Personal links (whoever opens one is that person):\n\n${linkTable(shown)}`);
    if (shown.length === 0) parts.push(`Personal links of the officers of what is closed are in ${linksFile}`);
    else parts.push(more > 0 ? `and ${more} more; all ${links.length} are in ${linksFile}` : `All are in ${linksFile}`);
  }
  return `${parts.join('\n\n')}\n`;
};
