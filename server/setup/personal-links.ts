import { rename, rm, writeFile } from 'node:fs/promises';
import type { PersonalLink } from '#flow/personal-links';

const few: { readonly [role: string]: number } = { signatory: 6, delegation: 3 };

/** Who runs the ceremony and presides, then some of the signatories and delegations; in the order given; none of what is closed. */
export const chooseLinks = (links: readonly PersonalLink[]): readonly PersonalLink[] => {
  const shown = new Map<string, number>();
  return links.filter(({ ceremonyId, role, isClosed }) => {
    if (isClosed) return false;
    const count = (shown.get(`${ceremonyId}/${role}`) ?? 0) + 1;
    shown.set(`${ceremonyId}/${role}`, count);
    return count <= (few[role] ?? Number.POSITIVE_INFINITY);
  });
};

const cut = (text: string, width: number): string => (text.length > width ? `${text.slice(0, width - 1)}…` : text);

/** Aligned columns, with the ceremony where there are several; the address last and whole, so that terminals let it be clicked. */
export const linkTable = (links: readonly PersonalLink[]): string => {
  const several = new Set(links.map(({ ceremonyId }) => ceremonyId)).size > 1;
  const rows = links.map(({ ceremonyId, role, name, organisation, url }) => [
    ...(several ? [ceremonyId] : []),
    role,
    cut(name, 36),
    cut(organisation, 36),
    url,
  ]);
  const widths = (several ? [0, 1, 2, 3] : [0, 1, 2]).map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
};

// A cell that a spreadsheet would take for a formula is told to be text.
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** Writes all links for whoever sends them out (0600), or removes the file when there are none. */
export const writeLinks = async (file: string, links: readonly PersonalLink[]): Promise<void> => {
  if (links.length === 0) return rm(file, { force: true });
  const rows = links.map(({ ceremonyId, role, name, organisation, url }) =>
    [role, name, organisation, url, ceremonyId].map(cell).join(','),
  );
  const temporary = `${file}.new`;
  await rm(temporary, { force: true });
  await writeFile(temporary, `role,name,organisation,link,ceremony\r\n${rows.join('\r\n')}\r\n`, {
    mode: 0o600,
    flag: 'wx',
  });
  await rename(temporary, file);
};
