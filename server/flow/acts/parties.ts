import type { PartiesCommand } from '#ceremony/parties/commands';
import { personStream } from '#ceremony/streams';
import type { partiesCommands } from '#contract/commands/parties';
import { agreementStream } from '#projections/live-ceremony';
import { authoritySubject, partyNoteSubject, partySubject } from '#projections/party-data';
import type { Act, ActTable, Handler } from '../act.ts';
import { askCeremony } from '../ask-ceremony.ts';
import { noteBeside, withNote } from '../personal-note.ts';

const register: Handler<'party:register'> = (act, { name, address, ...party }) => {
  const note = noteBeside(act.tools.random, { name, address }, () => partySubject(party.partyId));
  const proposal = askCeremony(act, { name: 'register-party', ...party, commitment: note.commitment });
  return withNote(proposal, note.personal);
};

/** C126: decided upon the agreements that name the party, so none of them may become ready meanwhile. */
const rename: Handler<'party:rename'> = (act, { partyId, name, address }) => {
  const named = [...act.live.agreements].filter(
    ([, state]) => state.phase !== 'unknown' && state.draft.parties.some((party) => party.partyId === partyId),
  );
  const note = noteBeside(act.tools.random, { name, address }, () => partySubject(partyId));
  const proposal = askCeremony(
    act,
    {
      name: 'rename-party',
      partyId,
      officer: act.person.personId,
      commitment: note.commitment,
      isInFixedText: named.some(([, state]) => state.phase === 'ready'),
    },
    named.map(([agreementId]) => agreementStream(agreementId)),
  );
  return withNote(proposal, note.personal);
};

/** What an officer writes to a decision stands beside the chain, each under a subject of its own. */
const askWithWords = (
  act: Act,
  partyId: string,
  words: string | null,
  command: (commitment: string | null) => PartiesCommand,
) => {
  if (words === null) return askCeremony(act, command(null));
  const note = noteBeside(act.tools.random, { note: words }, (commitment) => partyNoteSubject(partyId, commitment));
  return withNote(askCeremony(act, command(note.commitment)), note.personal);
};

const check: Handler<'party:check'> = (act, { partyId, checks, note }) => {
  const { personId: officer } = act.person;
  return askWithWords(act, partyId, note, (noteCommitment) => ({
    name: 'check-party',
    partyId,
    officer,
    checks,
    noteCommitment,
  }));
};

const clear: Handler<'party:clear'> = (act, { partyId, reason }) => {
  const { personId: officer } = act.person;
  return askWithWords(act, partyId, reason, (reasonCommitment) => ({
    name: 'clear-party',
    partyId,
    officer,
    reasonCommitment,
  }));
};

const refuseParty: Handler<'party:refuse'> = (act, { partyId, reason }) => {
  const { personId: officer } = act.person;
  return askWithWords(act, partyId, reason, (commitment) => ({
    name: 'refuse-party',
    partyId,
    officer,
    reasonCommitment: commitment ?? '',
  }));
};

const registerAuthority: Handler<'authority:register'> = (act, { document, ...authority }) => {
  const { partyId, authorityId, personId } = authority;
  const note = noteBeside(act.tools.random, { note: document }, () => authoritySubject(partyId, authorityId));
  const { commitment: documentCommitment } = note;
  const command = { name: 'register-authority', ...authority, documentCommitment } as const;
  const proposal = askCeremony(act, command, [personStream(personId)]);
  return withNote(proposal, note.personal);
};

const withdraw: Handler<'authority:withdraw'> = (act, { partyId, authorityId, reason }) => {
  const { personId: officer } = act.person;
  return askWithWords(act, partyId, reason, (commitment) => ({
    name: 'withdraw-authority',
    partyId,
    authorityId,
    officer,
    reasonCommitment: commitment ?? '',
  }));
};

export const partiesActs: ActTable<keyof typeof partiesCommands> = {
  'party:register': register,
  'party:rename': rename,
  'party:check': check,
  'party:clear': clear,
  'party:refuse': refuseParty,
  'authority:register': registerAuthority,
  'authority:check': (act, authority) =>
    askCeremony(act, { name: 'check-authority', ...authority, officer: act.person.personId }),
  'authority:withdraw': withdraw,
};
