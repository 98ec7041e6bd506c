import { mkdtemp, readFile, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseLinks, linkTable, writeLinks } from '#setup/personal-links';
import { readyText } from '#setup/print-ready';

const link = (role: string, name: string, ceremonyId = 'small') => ({
  ceremonyId,
  personId: name,
  role,
  name,
  organisation: 'CONTOH',
  url: `http://localhost:3000/j/${name}`,
  isClosed: false,
});
const many = (role: string, count: number) => Array.from({ length: count }, (_, n) => link(role, `${role}-${n}`));
const links = [link('director', 'd'), ...many('minister', 2), ...many('signatory', 20), ...many('delegation', 34)];

describe('personal links', () => {
  test('everyone who runs and presides is shown, and a handful of the others, in the order given', () => {
    const shown = chooseLinks(links).map(({ name }) => name);
    expect(shown.slice(0, 3)).toEqual(['d', 'minister-0', 'minister-1']);
    expect(shown).toHaveLength(3 + 6 + 3);
  });

  test('the table is aligned and shows addresses whole', () => {
    const rows = linkTable([link('director', 'x'), link('mc', 'long '.repeat(20).trim())]).split('\n');
    expect(rows[0]?.indexOf('CONTOH')).toBe(rows[1]?.indexOf('CONTOH'));
    expect(rows[1]).toContain(`/j/${'long '.repeat(20).trim()}`);
  });

  test('[C40] a ceremony and its rehearsal are told apart, each with a handful of its own', () => {
    const both = [...links, ...links.map((one) => ({ ...one, ceremonyId: 'small-gladi' }))];
    const shown = chooseLinks(both);
    expect(shown).toHaveLength(24);
    const rows = linkTable(shown).split('\n');
    expect(rows.filter((row) => row.trim().startsWith('small-gladi '))).toHaveLength(12);
    expect(linkTable(links)).not.toContain('small ');
  });

  test('all are written for the owner only, replaced at the next start, removed when there are none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'teken-links-'));
    const file = join(folder, 'links.csv');
    await writeLinks(file, links);
    await writeLinks(file, [link('mc', '=1+1, "quoted"')]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toBe(
      'role,name,organisation,link,ceremony\r\n"mc","\'=1+1, ""quoted""","CONTOH","http://localhost:3000/j/=1+1, ""quoted""","small"\r\n',
    );
    await writeLinks(file, []);
    expect(await readdir(folder)).toEqual([]);
  });

  test('[S141] the first line says that Teken is ready and where; the rest warns and points on', () => {
    const text = readyText({
      publicUrl: 'http://localhost:3000',
      publicUrlIsLoopback: true,
      fingerprint: 'AA:BB',
      certificateEnds: [
        { certificate: 'root', until: '2031-01-18T03:00:00.000Z', hasEnded: false, mend: 'new-authority' },
        { certificate: 'seal', until: '2021-01-17T03:00:00.000Z', hasEnded: true, mend: 'new-seal' },
      ],
      links,
      linksFile: '/data/links.csv',
    });
    expect(text.split('\n')[0]).toBe('Teken is ready at http://localhost:3000');
    expect(text).toContain('SHA-256 AA:BB');
    // S141
    expect(text).toContain(
      'The root certificate ends on 2031-01-18T03:00:00.000Z. Nothing that Teken issues is valid for',
    );
    expect(text).toContain("The certificate of the organiser's seal ended on 2021-01-17T03:00:00.000Z. Get a new one");
    expect(text).toContain('Set PUBLIC_URL before a real ceremony.');
    expect(text).toContain('and 45 more; all 57 are in /data/links.csv');
  });

  test('[F51] what is closed is in the file and not in the way', () => {
    const place = {
      publicUrl: 'http://localhost:3000',
      publicUrlIsLoopback: false,
      fingerprint: null,
      certificateEnds: [],
    };
    const closed = { ...link('legal', 'l', 'january'), isClosed: true };
    const told = (shown: typeof links) => readyText({ ...place, links: shown, linksFile: '/data/links.csv' });
    expect(told([link('director', 'd'), closed])).toContain('and 1 more; all 2 are in /data/links.csv');
    expect(told([link('director', 'd'), closed])).not.toContain('january');
    expect(told([closed])).toContain('Personal links of the officers of what is closed are in /data/links.csv');
  });
});
