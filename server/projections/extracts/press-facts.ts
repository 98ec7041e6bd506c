import { AGREEMENT_KINDS, SECTORS } from '#contract/constants';
import type { PressFacts, PressTallies } from '#contract/extract-facts';
import { PROVINCES } from '#contract/provinces';
import type { KindTallies } from '#contract/views/agreements';
import { figuresView } from '../figures-view.ts';
import type { LiveCeremony } from '../live-ceremony.ts';
import { extractHead, type Drawing } from './head.ts';

/** D84: what was signed, by kind, sector and province: figures, and nobody's name. */
export const pressFacts = (live: LiveCeremony, drawing: Drawing): PressFacts => {
  const { people, attended, parties } = live.ceremony;
  const figures = figuresView(live);
  const companies = [...parties.values()].filter(({ kind }) => kind === 'company');
  const owned = (ownership: 'PMA' | 'PMDN'): number => companies.filter((one) => one.ownership === ownership).length;
  const delegations = [...people.values()].filter(({ role }) => role === 'delegation');
  const present = delegations.filter(({ personId }) => attended.has(personId));
  return {
    kind: 'press',
    ...extractHead(live, drawing),
    planned: tallies(figures.kinds, 'count', 'value'),
    signed: tallies(figures.kinds, 'signed', 'signedValue'),
    paper: tallies(figures.kinds, 'paper', 'paperValue'),
    companies: { all: companies.length, PMA: owned('PMA'), PMDN: owned('PMDN') },
    umkm: parties.size - companies.length,
    sectors: SECTORS.map((sector) => ({
      sector,
      signed: tallies(figures.sectors[sector].kinds, 'signed', 'signedValue'),
    })),
    provinces: Object.entries(figures.provinces)
      .filter(([, { signed }]) => signed > 0)
      .toSorted(([, a], [, b]) => b.signed - a.signed)
      .map(([province, { kinds }]) => ({
        province: PROVINCES[province] ?? '—',
        signed: tallies(kinds, 'signed', 'signedValue'),
      })),
    delegations: {
      present: present.length,
      of: delegations.length,
      provinces: new Set(present.map(({ province }) => province)).size,
    },
  };
};

const tallies = (
  kinds: KindTallies,
  count: 'count' | 'signed' | 'paper',
  value: 'value' | 'signedValue' | 'paperValue',
): PressTallies =>
  Object.fromEntries(
    AGREEMENT_KINDS.map((kind) => [kind, { count: kinds[kind][count], value: kinds[kind][value] }]),
  ) as PressTallies;
