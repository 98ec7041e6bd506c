import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { readCeremonyFolder } from '#cli/read-ceremony-folder';
import type { CeremonyPlan } from '#contract/ceremony-plan';
import { SECTORS } from '#contract/constants';
import { PROVINCES } from '#contract/provinces';

const SAMPLE = fileURLToPath(new URL('../../server/setup/sample-ceremony', import.meta.url));
const TOTAL = 1_500_000_000_000;
const MARK = /\b(sampel|contoh)\b/i;

let plan: CeremonyPlan;
beforeAll(async () => {
  const read = await readCeremonyFolder(SAMPLE);
  expect(read).toMatchObject({ ok: true });
  if (read.ok) plan = read.plan;
});

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const countBy = (keys: readonly (string | number)[]) => {
  const counts = new Map<string | number, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

test('[I1] the sample has 29 PMA, 27 PMDN, 196 UMKM, and one agreement for each UMKM in four waves of 49', () => {
  const companies = plan.parties.filter((party) => party.kind === 'company');
  expect(countBy(companies.map((party) => party.ownership ?? ''))).toEqual(
    new Map([
      ['PMA', 29],
      ['PMDN', 27],
    ]),
  );
  expect(plan.parties.filter((party) => party.kind === 'umkm')).toHaveLength(196);
  expect(plan.agreements).toHaveLength(196);
  expect(new Set(plan.agreements.map((agreement) => agreement.parties[1]?.partyId)).size).toBe(196);
  const perCompany = countBy(plan.agreements.map((agreement) => agreement.parties[0]?.partyId ?? ''));
  expect(perCompany.size).toBe(56);
  expect(new Set(perCompany.values())).toEqual(new Set([3, 4]));
  expect([...countBy(plan.agreements.map((agreement) => agreement.wave)).values()]).toEqual([49, 49, 49, 49]);
});

test('[I1] the sample has the President, two ministers, the head of BKPM and everyone who runs the morning', () => {
  const roles = countBy(plan.people.map((person) => person.role));
  expect(Object.fromEntries(roles)).toEqual({
    principal: 1,
    aide: 1,
    minister: 2,
    official: 1,
    mc: 1,
    director: 1,
    protocol: 2,
    legal: 2,
    signatory: 252,
    delegation: 34,
  });
  expect(plan.rundown.find((item) => item.kind === 'opening')?.plannedStart).toBe('2021-01-18T09:00:00+07:00');
  expect(plan.rundown[0]).toMatchObject({ itemId: 'technical-check', plannedStart: '2021-01-18T08:00:00+07:00' });
});

test('[I1] the sample’s rundown has both scripts in both languages and somebody who answers for every item', () => {
  for (const { itemId, scripts, responsible } of plan.rundown) {
    for (const script of [scripts.a, scripts.b]) {
      expect([itemId, script?.id.length, script?.en.length]).toEqual([itemId, expect.any(Number), expect.any(Number)]);
    }
    expect(plan.people.map(({ personId }) => personId)).toContain(responsible);
  }
});

test('[I2] the values add up to Rp1,500,000,000,000 exactly, each sector to its share', () => {
  expect(sum(plan.agreements.map((agreement) => agreement.value))).toBe(TOTAL);
  const shares = SECTORS.map((sector) => {
    const values = plan.agreements.filter((agreement) => agreement.sector === sector).map(({ value }) => value);
    return [sector, (sum(values) * 100) / TOTAL];
  });
  expect(Object.fromEntries(shares)).toEqual({
    services: 14,
    food: 27,
    logistics: 14,
    stationery: 9,
    building: 6,
    distribution: 2,
    inventory: 1,
    other: 27,
  });
});

test('[I2] contracts and pre-contracts are told apart, about three to two', () => {
  const kinds = countBy(plan.agreements.map((agreement) => agreement.kind));
  expect(Object.fromEntries(kinds)).toEqual({ contract: 118, 'pre-contract': 78 });
});

test('[I2] the yearly targets grow, one for each year of the term, and add up to each value', () => {
  for (const agreement of plan.agreements) {
    const targets = agreement.targets.map((target) => target.value);
    expect(agreement.targets.map((target) => target.year)).toEqual(
      Array.from({ length: agreement.termYears }, (_, index) => 2021 + index),
    );
    expect(sum(targets)).toBe(agreement.value);
    expect(targets.every((target, index) => target > (targets[index - 1] ?? 0))).toBe(true);
  }
});

test('[I3] the delegations are the 34 provinces, most of them represented, and UMKM come from all of them', () => {
  const delegations = plan.people.filter((person) => person.role === 'delegation');
  expect(new Set(delegations.map((person) => person.region))).toEqual(new Set(Object.keys(PROVINCES)));
  expect(delegations).toHaveLength(34);
  expect(delegations.filter((person) => person.representing === null)).toHaveLength(10);
  expect(delegations.every((person) => person.officials >= 2 && person.officials <= 6)).toBe(true);
  const origins = plan.parties.filter((party) => party.kind === 'umkm').map((party) => party.province);
  expect(new Set(origins).size).toBe(34);
  expect(plan.people.find((person) => person.personId === 'd-62')).toMatchObject({
    position: { id: 'Sekretaris Daerah Provinsi Kalimantan Tengah' },
    representing: { id: 'Gubernur Kalimantan Tengah' },
  });
});

test('[I4] the sample is marked as one, and so is every party and every organisation in it', () => {
  expect(plan.sample).toBe(true);
  const named = [
    plan.organiser,
    plan.place,
    ...plan.parties.map((party) => party.name),
    ...plan.people.map((person) => person.organisation),
  ];
  expect(named.filter((name) => !MARK.test(name))).toEqual([]);
  expect(new Set(plan.people.map((person) => person.name)).size).toBe(plan.people.length);
});

test('[I4] [I64] one agreement of the sample has an annex, every row of it marked as sample', () => {
  const annexed = plan.agreements.filter(({ annex }) => annex.length > 0);
  expect(annexed.map(({ agreementId, annex }) => [agreementId, annex.length])).toEqual([['a001', 8]]);
  for (const { item } of annexed.flatMap(({ annex }) => annex)) {
    expect(item.id).toMatch(/\(contoh\)$/);
    expect(item.en).toMatch(/\(sample\)$/);
  }
});
