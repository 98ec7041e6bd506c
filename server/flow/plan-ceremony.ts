import type { AgreementEvent } from '#agreement/events';
import type { CeremonyEvent } from '#ceremony/events';
import type { CeremonyPlan, PlannedAgreement } from '#contract/ceremony-plan';
import { isoIn } from '#contract/zones';
import type { RandomBytes } from '#platform/random';
import type { AppendRequest } from '#store/port';
import { planCustodians } from './plan-custodians.ts';
import { templateDocument } from './templates.ts';
import { planParties } from './plan-parties.ts';
import { LINK_FOR } from './acts/people.ts';
import { agreementWrites, ceremonyWrites, toStreamWrites } from './act.ts';
import { commitTo, nameSubject } from '#projections/people-data';

/** A whole plan as one append: all of it enters the ledger, or nothing does. */
export const planCeremony = (plan: CeremonyPlan, now: Date, random: RandomBytes): AppendRequest => {
  const linkExpiresAt = new Date(now.getTime() + LINK_FOR).toISOString();
  const personal: { subject: string; salt: string; data: { name: string; spokenName: string } }[] = [];
  const parties = planParties(plan, random);
  const custodians = planCustodians(plan, random);
  const { templates = [] } = plan;
  const events: CeremonyEvent[] = [
    {
      type: 'ceremony-planned',
      data: {
        title: plan.title,
        zone: plan.zone,
        date: plan.date,
        place: plan.place,
        organiser: plan.organiser,
        sample: plan.sample,
        rehearsal: plan.rehearsal,
        rehearsalOf: plan.rehearsalOf,
      },
    },
    ...plan.waves.map((wave): CeremonyEvent => ({ type: 'wave-planned', data: wave })),
    ...plan.rundown.map((item): CeremonyEvent => ({
      type: 'item-planned',
      // C36: planned times stand in the ceremony's zone, whoever typed them where.
      data: { ...item, plannedStart: isoIn(item.plannedStart, plan.zone) },
    })),
    ...plan.people.map((person): CeremonyEvent => {
      const { name, spokenName, ...open } = person;
      const salt = Buffer.from(random(16)).toString('hex');
      personal.push({ subject: nameSubject(person.personId), salt, data: { name, spokenName } });
      const commitment = commitTo(salt, { name, spokenName });
      // C127: a signatory's organisation is the party, whose name stands beside the chain.
      const organisation = person.partyId === null ? person.organisation : '';
      return { type: 'person-invited', data: { ...open, organisation, commitment, linkSerial: 1, linkExpiresAt } };
    }),
    ...parties.events,
    ...custodians.events,
    ...templates.map(({ name, version, sha256, packed }): CeremonyEvent => ({
      type: 'template-fixed',
      data: { name, version, sha256, bytes: packed.length, origin: 'ceremony' },
    })),
    ...plan.scenes.map((scene): CeremonyEvent => ({ type: 'scene-planned', data: { scene } })),
  ];
  return {
    ledger: plan.ceremonyId,
    actor: 'import',
    at: now.toISOString(),
    writes: toStreamWrites(new Map(), [
      ...ceremonyWrites(events),
      ...plan.agreements.flatMap((agreement) =>
        agreementWrites(agreement.agreementId, [{ type: 'agreement-drafted', data: draftOf(agreement, random) }]),
      ),
    ]),
    personal: [...personal, ...parties.personal, ...custodians.personal],
    segments: templates.map(({ name, version, packed }) => ({
      document: templateDocument(name, version),
      index: 0,
      bytes: packed,
    })),
  };
};

const draftOf = (
  agreement: PlannedAgreement,
  random: RandomBytes,
): Extract<AgreementEvent, { type: 'agreement-drafted' }>['data'] => ({
  ...agreement,
  version: 1,
  replaces: null,
  endsOn: lastDay(agreement.signedOn, agreement.termYears),
  // 128 bits: nobody finds a verification page by trying.
  verifyCode: Buffer.from(random(16)).toString('base64url'),
});

/** A term of three years from 18 January 2021 ends on 17 January 2024. */
export const lastDay = (from: string, years: number): string => {
  const day = new Date(`${from}T00:00:00Z`);
  day.setUTCFullYear(day.getUTCFullYear() + years);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
};
