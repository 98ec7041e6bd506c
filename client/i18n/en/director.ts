import type { directorId } from '../id/director.ts';
import type { WordsOf } from '../words.ts';

export const directorEn: WordsOf<typeof directorId> = {
  brand: 'Control room',
  onAir: (time) => `Live ${time}`,
  clear: 'Clear the stage',
  toStage: 'See the stage',
  stage: 'Stage',
  nobody: 'The stage is empty. Call somebody from the list below.',
  sendBack: 'Send back',
  people: 'Connected',
  search: 'Search name, office, organisation',
  searchKey: 'press / to search',
  call: 'Call',
  full: 'The stage is full. Send somebody back first.',
  notMatching: 'Nobody matches the search.',
  nobodyConnected: 'Nobody is connected yet. People appear here as they enter.',
  more: (count) => `and ${count} more; narrow it by searching`,
  rundown: 'Rundown',
  next: 'Next cue',
  nothingNext: 'The last item is on.',
  start: (title) => `Start: ${title}`,
  done: 'done',
  skipped: 'skipped',
  phases: {
    planned: {
      now: 'Ceremony planned',
      act: 'Open the ceremony',
      after: 'Guests can be identified and called to the stage.',
    },
    open: {
      now: 'Guests are entering',
      act: 'Go live',
      after: 'The ceremony is on, and signing sessions can be opened.',
    },
    live: {
      now: 'Ceremony is live',
      act: 'Close the ceremony',
      after: 'Open sessions are closed and the stage is cleared. This cannot be undone.',
    },
    closing: {
      now: 'Ceremony is closing: documents are sealed and the minutes drawn up',
      act: 'Finish closing',
      after: 'Documents not sealed by then are recorded as they stand in the minutes. This cannot be undone.',
    },
    closed: {
      now: 'Ceremony is closed',
      act: '',
      after: 'The ledger is closed. Minutes, attendance list and certificates are drawn up under “Ceremony documents”.',
    },
  },
  confirm: (act) => `${act}?`,
  signing: 'Signing',
  openWave: (title) => `Open ${title}`,
  closeWave: (title) => `Close ${title}`,
  waveStates: { planned: 'not open yet', open: 'open', closed: 'closed' },
  closeWaveAfter: (open) =>
    `${open} ${open === '1' ? 'agreement is' : 'agreements are'} not signed. The session can be opened again later.`,
  awaiting: 'Not signed yet',
  notConnected: 'not connected',
  connected: 'connected',
  unsealed: (count) =>
    `${count} ${count === '1' ? 'seal or timestamp' : 'seals or timestamps'} not finished; the legal officer sees why`,
  differing: (count) =>
    `Data beside the ledger that is not what the ledger commits to: ${count}; the legal officer sees which`,
  drafts: (count) => `${count} ${count === '1' ? 'document' : 'documents'} not prepared by the legal officer`,
  moreAwaiting: (count) => `and ${count} more`,
  present: 'Present',
  connectedCount: (count) => `${count} connected`,
  mapLabel: (count) => `Map of Indonesia: ${count} provinces present`,
  keys: 'Keys: 1–6 choose who is on stage, Q–P scenes, Shift+Enter take, N next cue, / search',
};
