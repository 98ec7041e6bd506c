import { expect, test } from 'vitest';
import { PHASES, ROLES, TOPICS } from '#contract/constants';
import { commandSchemas, type CommandName } from '#contract/commands';
import { commandRules, documentRules, judge, mediaRules, topicRules, type Subject } from '#identity/permissions';

const subject = (change: Partial<Subject> = {}): Subject => ({
  role: 'signatory',
  phase: 'live',
  noticeAccepted: true,
  is: () => true,
  ...change,
});
const allowed = (name: CommandName, change: Partial<Subject>): boolean =>
  judge(commandRules[name], subject(change)) === null;
const rolesOf = (name: CommandName): readonly string[] =>
  ROLES.filter((role) => PHASES.some((phase) => allowed(name, { role, phase })));

test('[P5] every command of the wire has its rule', () => {
  expect(Object.keys(commandRules).sort()).toEqual(Object.keys(commandSchemas).sort());
  expect(Object.keys(topicRules).sort()).toEqual([...TOPICS].sort());
});

test('[P5] the stage, the phases and the sessions are the director’s alone', () => {
  for (const name of Object.keys(commandRules) as CommandName[]) {
    if (/^(ceremony|stage|lower-third|wall|session|inauguration:arm|scene:take|scene:preview|drill:[^p])/.test(name))
      expect([name, rolesOf(name)]).toEqual([name, ['director']]);
  }
});

test('[P5] identity is confirmed by officers, never by the director or by oneself', () => {
  expect(rolesOf('identity:confirm')).toEqual(['protocol', 'legal']);
  expect(rolesOf('identity:issue-code')).toEqual(['protocol', 'legal']);
});

test('[P5] signing is for the signatories of that agreement, while the ceremony is live', () => {
  for (const name of ['signing:prepare', 'signing:complete'] as const) {
    expect(allowed(name, {})).toBe(true);
    expect(allowed(name, { is: (relation) => relation !== 'signatory' })).toBe(false);
    for (const phase of ['planned', 'open', 'closed'] as const) expect(allowed(name, { phase })).toBe(false);
  }
});

test('[P6] without the notice there is only the notice and oneself', () => {
  const unread = subject({ noticeAccepted: false, role: 'director' });
  const open = (Object.keys(commandRules) as CommandName[]).filter((name) =>
    PHASES.some((phase) => judge(commandRules[name], { ...unread, phase }) === null),
  );
  expect(open).toEqual(['notice:accept']);
  expect(TOPICS.filter((topic) => judge(topicRules[topic], unread) === null)).toEqual(['self']);
  expect(judge(mediaRules.produce['green-room'], unread)).not.toBeNull();
});

test('[P5] questions are let through by the moderator, messages are sent by the director', () => {
  for (const name of ['question:approve', 'question:answer', 'question:hide'] as const) {
    expect(rolesOf(name)).toEqual(['director', 'moderator']);
  }
  expect(rolesOf('message:send')).toEqual(['director']);
  expect(allowed('inauguration:press', { is: (relation) => relation !== 'acts-as-principal' })).toBe(false);
});

test('[P7] roster and board are for those who run the ceremony', () => {
  for (const topic of ['roster', 'board'] as const) {
    const readers = ROLES.filter((role) => judge(topicRules[topic], subject({ role })) === null);
    expect(readers).toEqual(['director', 'protocol', 'legal']);
  }
});

test('[P5] the green room is seen by those who run the ceremony only', () => {
  const seers = ROLES.filter((role) => judge(mediaRules.consume['green-room'], subject({ role })) === null);
  expect(seers).toEqual(['director', 'protocol', 'legal']);
  expect(judge(mediaRules.produce.stage, subject({ is: (relation) => relation !== 'seen-on-stage' }))).not.toBeNull();
});

test('[P9] in the lobby there is oneself, the programme, the own officials and the identity check', () => {
  const waiting = subject({ role: 'delegation', is: (relation) => relation !== 'admitted' });
  const open = (Object.keys(commandRules) as CommandName[]).filter((name) =>
    PHASES.some((phase) => judge(commandRules[name], { ...waiting, phase }) === null),
  );
  expect(open.sort()).toEqual(['delegation:list', 'identity:enter-code', 'message:read', 'notice:accept']);
  expect(TOPICS.filter((topic) => judge(topicRules[topic], waiting) === null).sort()).toEqual(['rundown', 'self']);
  expect(judge(mediaRules.consume.stage, waiting)?.refused.code).toBe('not-admitted');
  expect(judge(mediaRules.produce.stage, waiting)?.refused.code).toBe('not-admitted');
  expect(judge(mediaRules.produce['green-room'], waiting)).toBeNull();
  for (const document of Object.values(documentRules)) expect(judge(document, waiting)).not.toBeNull();
});

const inside = (act: 'produce' | 'consume', present: boolean) =>
  ROLES.filter(
    (role) =>
      judge(mediaRules[act].holding, subject({ role, is: (relation) => relation !== 'in-holding' || present })) ===
      null,
  ).sort();

test('[P10] the holding room is for those who are in it, and the director hears them', () => {
  expect(inside('produce', true)).toEqual(['aide', 'principal']);
  expect(inside('consume', true)).toEqual(['aide', 'director', 'principal']);
  expect([...inside('produce', false), ...inside('consume', false)]).toEqual([]);
});

test('[P5] while a ceremony is closing nothing new can be asked for; the director may finish it', () => {
  const open = (Object.keys(commandRules) as CommandName[]).filter((name) =>
    ROLES.some((role) => allowed(name, { role, phase: 'closing' })),
  );
  for (const name of open) expect(name).not.toMatch(/^(session|stage|scene|signing|identity|agreement:consent)/);
  expect(rolesOf('ceremony:finish')).toEqual(['director']);
  expect(open).toContain('ceremony:finish');
  expect(allowed('ceremony:finish', { role: 'director', phase: 'live' })).toBe(false);
});

test('[P7] record and audit trail are for those who run the ceremony', () => {
  const readers = ROLES.filter((role) => judge(topicRules.record, subject({ role })) === null);
  expect(readers).toEqual(['director', 'protocol', 'legal']);
});
