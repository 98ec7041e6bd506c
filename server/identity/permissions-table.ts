import type { Bilingual } from '#contract/agreement-facts';
import { PHASES, ROLES, type Phase } from '#contract/constants';
import {
  applauseWords,
  commandWords,
  documentWords,
  groupWords,
  mediaWords,
  phaseWords,
  relationWords,
  roleWords,
  topicWords,
} from './permission-words.ts';
import { applauseRule, commandRules, documentRules, mediaRules, topicRules, type Rule } from './permissions.ts';

type Act = { readonly words: Bilingual; readonly rule: Rule; readonly name: string };

const both = ({ id, en }: Bilingual): string => `${id} / ${en}`;

const actsOf = <Name extends string>(
  rules: { readonly [name in Name]: Rule },
  words: { readonly [name in Name]: Bilingual },
): readonly Act[] =>
  // The keys of a table are its names; Object.keys forgets that.
  (Object.keys(rules) as Name[]).map((name) => ({ name, rule: rules[name], words: words[name] }));

const whoIn = ({ roles, phases }: Rule, phase: Phase): string => {
  if (!phases.includes(phase)) return '–';
  return roles === 'everyone' ? 'semua' : roles.map((role) => roleWords[role].id).join(', ');
};

const conditions = ({ relation, notice, lobby }: Rule): string => {
  const told = [
    ...(relation === 'any' || relation === 'admitted' ? [] : [both(relationWords[relation])]),
    ...(notice ? [] : ['juga sebelum pemberitahuan disetujui / also before the notice is accepted']),
    ...(notice && lobby ? ['juga dari ruang masuk / also from the lobby'] : []),
  ];
  return told.join('; ');
};

/** A Markdown table with columns of one width each, as the formatter sets it. */
const tableOf = (rows: readonly (readonly string[])[]): string => {
  const [head = [], ...body] = rows;
  const widths = head.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
};

const actsTable = (acts: readonly Act[]): string =>
  tableOf([
    ['Perbuatan / Act', ...PHASES.map((phase) => both(phaseWords[phase])), 'Syarat / Condition', 'Nama / Name'],
    ...acts.map(({ words, rule, name }) => [
      both(words),
      ...PHASES.map((phase) => whoIn(rule, phase)),
      conditions(rule),
      `\`${name}\``,
    ]),
  ]);

const section = (title: Bilingual, acts: readonly Act[]): string => `### ${both(title)}\n\n${actsTable(acts)}`;

/** The acts by the topic in their name, in the order in which the topics first come. */
const commandSections = (): readonly string[] => {
  const groups = new Map<string, Act[]>();
  for (const act of actsOf(commandRules, commandWords)) {
    const [group = ''] = act.name.split(':');
    groups.set(group, [...(groups.get(group) ?? []), act]);
  }
  return [...groups].map(([group, acts]) => section(groupWords[group] ?? { id: group, en: group }, acts));
};

/** P12: the whole table of permissions, in Markdown, in both languages. */
export const permissionsTable = (): string =>
  [
    '# Siapa boleh apa / Who may do what',
    'Dibuat dari `permissions.ts`, satu-satunya sumber; buat ulang dengan perintah di bawah ini. Setiap baris satu perbuatan, setiap kolom satu tahap acara; di dalamnya peran yang boleh melakukannya. Tanda – berarti: tidak seorang pun. Kecuali dinyatakan lain, pemberitahuan perekaman harus telah disetujui dan orangnya telah dipersilakan masuk. Apa yang mungkin terjadi menurut hukum acara sendiri tercantum dalam `ceremony/SPEC.md` dan `agreement/SPEC.md`.',
    'Made from `permissions.ts`, the one source; make it anew with the command below. Each row is an act, each column a phase of the ceremony, and in it stand the roles that may do it. A – means: nobody. Unless it says otherwise the recording notice has to be accepted and the person admitted. What can happen at all stands in `ceremony/SPEC.md` and `agreement/SPEC.md`.',
    '```\nnpm run -s permissions > server/identity/PERMISSIONS.md\n```',
    '## Peran / Roles',
    tableOf([
      ['Indonesia', 'English', 'Nama / Name'],
      ...ROLES.map((role) => [roleWords[role].id, roleWords[role].en, `\`${role}\``]),
    ]),
    '## Perbuatan / Acts',
    ...commandSections(),
    section({ id: 'Tepuk tangan penonton', en: 'Applauding' }, [
      { name: 'applause', rule: applauseRule, words: applauseWords },
    ]),
    '## Yang boleh dilihat / What may be seen',
    section({ id: 'Tampilan', en: 'Views' }, actsOf(topicRules, topicWords)),
    section(
      { id: 'Gambar dan suara: tampil', en: 'Picture and sound: to appear' },
      actsOf(mediaRules.produce, mediaWords.produce),
    ),
    section(
      { id: 'Gambar dan suara: menyaksikan', en: 'Picture and sound: to watch' },
      actsOf(mediaRules.consume, mediaWords.consume),
    ),
    section({ id: 'Dokumen', en: 'Documents' }, actsOf(documentRules, documentWords)),
  ].join('\n\n');
