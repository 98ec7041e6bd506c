import { AGREEMENT_KINDS } from '#contract/constants';
import { type MinutesFacts, type MinutesWave, OUTCOMES } from '#contract/minutes-facts';
import { sectorBars } from './bars.ts';
import { heading, paragraph, spelled, strong, table, text } from './blocks.ts';
import { dateParts, formatDate } from './dates.ts';
import { COUNTED_APART, KIND_PLURALS } from './kind-words.ts';
import type { Language } from './language.ts';
import type { PageBlock } from './layout.ts';
import type { Block } from './markdown.ts';
import { MINUTES_WORDS } from './minutes-words.ts';
import { rupiahFigures } from './money.ts';

/** D14: the minutes as blocks in one language, the same facts in the same order in each. */
export const minutesBlocks = (facts: MinutesFacts, language: Language): readonly PageBlock[] => {
  const words = MINUTES_WORDS[language];
  const { sections } = words;
  const day = `${dateParts(facts.date, language).weekday}, ${formatDate(facts.date, language)}`;
  return [
    { kind: 'title', inlines: text(words.title) },
    { kind: 'centered', inlines: strong(facts.title[language]) },
    { kind: 'centered', inlines: text(`${facts.place}, ${formatDate(facts.date, language)}`) },
    paragraph(words.opening(facts.organiser, facts.place, day)),
    heading(sections.course),
    courseTable(facts, language),
    ...(facts.forced ? [paragraph(words.forced)] : []),
    heading(sections.attendance),
    ...attendance(facts, language),
    heading(sections.agreements),
    paragraph(facts.waves.length === 0 ? words.noAgreements : COUNTED_APART[language]),
    ...facts.waves.flatMap((wave) => waveBlocks(wave, language)),
    ...(facts.sectors.length === 0 ? [] : [heading(sections.sectors), sectorBars(facts.sectors, language)]),
    heading(sections.open),
    ...whatStayedOpen(facts, language),
    heading(sections.record),
    paragraph(words.record(String(facts.record.upTo))),
    { kind: 'centered', inlines: strong(spelled(facts.record.root)) },
    paragraph(custodians(facts, language)),
    paragraph(words.attested),
    heading(sections.check),
    ...words.check.map((step, index): Block => ({
      kind: 'item',
      depth: 0,
      label: `${index + 1}.`,
      inlines: text(step),
    })),
  ];
};

const courseTable = ({ times }: MinutesFacts, language: Language): Block => {
  const { course, step, time } = MINUTES_WORDS[language];
  const steps = ['open', 'live', 'closing'] as const;
  return table(
    ['left', 'left'],
    [step, time],
    steps.map((one) => [course[one], times[one] ?? course.never]),
  );
};

const attendance = ({ attendance: facts }: MinutesFacts, language: Language): readonly Block[] => {
  const words = MINUTES_WORDS[language];
  const { present, invited, provincesPresent, officials, delegations } = facts;
  const summary = words.attendance(...([present, invited, provincesPresent, officials].map(String) as Four));
  const rows = delegations.map((delegation, index) => [
    String(index + 1),
    delegation.since ?? words.absent,
    String(delegation.officials),
    `${delegation.province}: ${[
      delegation.name,
      delegation.position[language],
      ...(delegation.representing === null ? [] : [words.representing(delegation.representing[language])]),
    ].join(', ')}`,
  ]);
  return [
    paragraph(summary),
    ...(rows.length === 0 ? [] : [table(['right', 'left', 'right', 'left'], words.delegations, rows)]),
  ];
};
type Four = [string, string, string, string];

const waveBlocks = (wave: MinutesWave, language: Language): readonly Block[] => {
  const { outcomes, figures } = MINUTES_WORDS[language];
  const rows = AGREEMENT_KINDS.flatMap((kind) =>
    OUTCOMES.flatMap((outcome) => {
      const { count, value } = wave.kinds[kind][outcome];
      return count === 0
        ? []
        : [[KIND_PLURALS[language][kind], outcomes[outcome], String(count), rupiahFigures(value, language)]];
    }),
  );
  return [
    { kind: 'paragraph', inlines: strong(wave.title[language]) },
    rows.length === 0
      ? paragraph(MINUTES_WORDS[language].noAgreements)
      : table(['left', 'left', 'right', 'right'], figures, rows),
  ];
};

const whatStayedOpen = (facts: MinutesFacts, language: Language): readonly Block[] => {
  const words = MINUTES_WORDS[language];
  const rows = facts.open.map(({ number, outcome, parties }) => [number, words.outcomes[outcome], parties]);
  return [
    rows.length === 0 ? paragraph(words.nothingOpen) : table(['left', 'left', 'left'], words.open, rows),
    ...(facts.unsealed.length === 0 ? [] : [paragraph(words.unsealed(facts.unsealed.join(', ')))]),
  ];
};

const custodians = (facts: MinutesFacts, language: Language): string => {
  const words = MINUTES_WORDS[language];
  const names = facts.custodians.map(({ name, institution }) => `${name} (${institution})`);
  return names.length === 0 ? words.noCustodians : words.custodians(names.join('; '));
};
