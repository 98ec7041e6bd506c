import type { AttendanceFacts } from '#contract/extract-facts';
import { heading, paragraph, table } from '../blocks.ts';
import type { Language } from '../language.ts';
import type { Block } from '../markdown.ts';
import { opening, source } from './common.ts';

type Attendee = AttendanceFacts['people'][number];

const WORDS = {
  id: {
    lead: (present: number, invited: number, officials: number) =>
      `Hadir ${present} dari ${invited} undangan, disertai ${officials} pejabat yang didaftarkan delegasi. Kehadiran dicatat per menit, menurut sambungan masing-masing.`,
    there: 'Hadir',
    absent: 'Tidak hadir',
    head: ['No.', 'Hadir', 'Menit', 'Nama dan jabatan'],
    names: ['No.', 'Nama dan jabatan'],
    representing: (whom: string) => `mewakili ${whom}`,
    beside: 'pejabat:',
    ledger: 'Jurnal',
  },
  en: {
    lead: (present: number, invited: number, officials: number) =>
      `${present} of ${invited} invited attended, with ${officials} officials listed by their delegations. Attendance is recorded by the minute, as each was connected.`,
    there: 'Present',
    absent: 'Absent',
    head: ['No.', 'Present', 'Minutes', 'Name and position'],
    names: ['No.', 'Name and position'],
    representing: (whom: string) => `representing ${whom}`,
    beside: 'officials:',
    ledger: 'The ledger',
  },
} as const;

/** D82: who attended, when and for how long; who did not. */
export const attendanceBlocks = (facts: AttendanceFacts, language: Language): readonly Block[] => {
  const words = WORDS[language];
  const there = facts.people.filter(({ attended }) => attended !== null);
  const absent = facts.people.filter(({ attended }) => attended === null);
  return [
    ...opening(facts, language),
    paragraph(words.lead(facts.present, facts.invited, facts.officials)),
    ...(there.length === 0
      ? []
      : [
          heading(words.there),
          table(
            ['right', 'left', 'right', 'left'],
            words.head,
            there.map((one, index) => [
              String(index + 1),
              `${one.attended?.from ?? ''}–${one.attended?.until ?? ''}`,
              String(one.attended?.minutes ?? ''),
              attendee(one, language),
            ]),
          ),
        ]),
    ...(absent.length === 0
      ? []
      : [
          heading(words.absent),
          table(
            ['right', 'left'],
            words.names,
            absent.map((one, index) => [String(index + 1), attendee(one, language)]),
          ),
        ]),
    heading(words.ledger),
    ...source(facts, language),
  ];
};

const attendee = (one: Attendee, language: Language): string => {
  const words = WORDS[language];
  const who = [one.name, one.position[language], one.organisation, one.province ?? ''].filter((part) => part !== '');
  const standsFor = one.representing === null ? [] : [words.representing(one.representing[language])];
  const beside = one.officials.map(({ name, position }) => `${name} (${position})`).join(', ');
  return [[...new Set(who), ...standsFor].join(', '), ...(beside === '' ? [] : [`${words.beside} ${beside}`])].join(
    '; ',
  );
};
