import { attesterOfFile } from '#contract/attester';
import { findingsEn } from '#contract/findings-en';
import { findingsId } from '#contract/findings-id';
import type { DocumentStanding } from '#contract/views/agreements';
import type { ReportedTimestamp, VerificationView, VerifiedSignature } from '#contract/views/verification';
import { centred, heading, item, paragraph, spelled, strong, table, text, title } from './blocks.ts';
import type { Language } from './language.ts';
import type { Block } from './markdown.ts';
import { VERIFICATION_WORDS } from './verification-words.ts';

const FINDINGS: { readonly [language in Language]: { readonly [code: string]: string } } = {
  id: findingsId,
  en: findingsEn,
};

/** A hostile file has many of everything: a report stays one that is read, and cheap. */
const MOST = { signatures: 7, revisions: 20, stamps: 4, names: 5, lists: 3, findings: 6, length: 70 };

const short = (words: string): string => (words.length > MOST.length ? `${words.slice(0, MOST.length - 1)}…` : words);

/** As many as are read, and a sign that there are more. */
const fewOf = (names: readonly string[], between: string): string =>
  [...names.slice(0, MOST.names).map(short), ...(names.length > MOST.names ? ['…'] : [])].join(between);

type Row = readonly [string, string];
export type Printing = { readonly print: (at: string) => string; readonly organiser: string };

/** D88: the result in plain words, then who signed and when, then everything else for those who check for themselves. */
export const verificationBlocks = (
  view: VerificationView,
  { print, organiser }: Printing,
  language: Language,
): readonly Block[] => {
  const words = VERIFICATION_WORDS[language];
  const list = (rows: readonly Row[]): Block => table(['left', 'left'], words.fact, rows);
  const said = (findings: readonly string[]): readonly string[] =>
    findings.slice(0, MOST.findings).map((finding) => {
      const [code = '', ...rest] = finding.split(': ');
      return FINDINGS[language][code] ?? short(rest.join(': '));
    });
  const when = (at: string): string => (at === '' ? '—' : print(at));
  const stamped = (stamp: ReportedTimestamp): string =>
    [
      `${when(stamp.at)}, ${short(stamp.by) || '—'}`,
      ...(stamp.attestedBy === null ? [] : [words.attested[stamp.attestedBy]]),
      ...said(stamp.problems),
    ].join('; ');
  return [
    title(words.title),
    centred(text(organiser)),
    paragraph(words.lead),
    heading(words.result),
    centred(strong(words.verdicts[plainVerdict(view)])),
    ...(isEnded(view) ? [centred(strong(`${words.standing}: ${words.states[view.document.standing.state]}`))] : []),
    list(resultRows(view, print, language)),
    ...(view.problems.length === 0
      ? []
      : [heading(words.findings), ...said(view.problems).map((each, index) => item(`${index + 1}.`, each))]),
    ...(view.signatures.length === 0 ? [] : [heading(words.signatures)]),
    ...view.signatures
      .slice(0, MOST.signatures)
      .flatMap((one, index) => [
        heading(`${index + 1}. ${headOf(one, language)}`),
        list(signatureRows(one, language, { when, said, stamped })),
      ]),
    ...moreThan(view.signatures.length, MOST.signatures, language),
    ...(view.timestamps.length === 0
      ? []
      : [
          heading(words.stamps),
          ...view.timestamps.slice(0, MOST.stamps).map((stamp, index) => item(`${index + 1}.`, stamped(stamp))),
          ...moreThan(view.timestamps.length, MOST.stamps, language),
        ]),
    ...(view.revisions.length === 0
      ? []
      : [
          heading(words.revisions),
          table(
            ['right', 'left', 'left', 'right'],
            words.revision,
            view.revisions
              .slice(0, MOST.revisions)
              .map(({ what, field, bytes }, index) => [
                String(index + 1),
                words.works[what],
                short(field ?? '—'),
                String(bytes),
              ]),
          ),
          ...moreThan(view.revisions.length, MOST.revisions, language),
        ]),
    ...placeBlocks(view, print, language),
    paragraph(words.limits),
  ];
};

type Ended = VerificationView & { readonly document: { readonly standing: DocumentStanding } };

/** It counts no more, or never did, however whole it is. */
const isEnded = (view: VerificationView): view is Ended => {
  const state = view.document.standing?.state;
  return state === 'voided' || state === 'replaced' || state === 'declined' || state === 'paper';
};

const plainVerdict = ({
  verdict,
  modifiedAfterSigning,
  problems,
}: VerificationView): keyof (typeof VERIFICATION_WORDS)['id']['verdicts'] => {
  if (verdict === 'invalid' && modifiedAfterSigning) return 'modified';
  if (verdict === 'indeterminate' && problems.some((each) => each.startsWith('no-signature: '))) return 'unsigned';
  return verdict;
};

const resultRows = (view: VerificationView, print: (at: string) => string, language: Language): readonly Row[] => {
  const words = VERIFICATION_WORDS[language];
  const { document } = view;
  const { standing, earlier } = document;
  const attester = attesterOfFile(view);
  return [
    [words.what, document.kind === null ? words.unknown : words.kinds[document.kind]],
    ...(document.number === null ? [] : [[words.number, document.number] as const]),
    ...(standing === null
      ? []
      : [
          [
            words.standing,
            [words.states[standing.state], ...(standing.since === null ? [] : [print(standing.since)])].join(', '),
          ] as const,
        ]),
    ...(earlier === null
      ? []
      : [
          [
            words.earlier,
            `${words.before(earlier.signed, earlier.of, earlier.before)} ${spelled(earlier.latest.sha256)}`,
          ] as const,
        ]),
    ...(attester === null ? [] : [[words.time, words.attested[attester]] as const]),
    ...(view.level === null ? [] : [[words.level, `PAdES ${view.level}`] as const]),
    ...(document.template === null ? [] : [[words.template, document.template] as const]),
    [words.file, `${words.bytes(document.bytes)}, SHA-256 ${spelled(document.sha256)}`],
    [words.checked, `${print(view.checkedAt)}, ${view.checkedWith}`],
  ];
};

const headOf = ({ certifies, seals, name }: VerifiedSignature, language: Language): string => {
  const words = VERIFICATION_WORDS[language];
  return certifies ? words.certification : seals ? words.seal : short(name) || words.nobody;
};

/** What a certificate says of its holder; an organisation that seals in its own name is said once. */
export const statedParts = ({
  name,
  role,
  organisation,
}: Pick<VerifiedSignature, 'name' | 'role' | 'organisation'>): readonly string[] =>
  [name, role, organisation === name ? '' : organisation].filter((part) => part !== '');

const signatureRows = (
  one: VerifiedSignature,
  language: Language,
  tell: {
    readonly when: (at: string) => string;
    readonly said: (findings: readonly string[]) => readonly string[];
    readonly stamped: (stamp: ReportedTimestamp) => string;
  },
): readonly Row[] => {
  const words = VERIFICATION_WORDS[language];
  const { legal, locks, revokedLater } = one;
  const fields = fewOf(locks?.fields ?? [], ', ');
  const kind =
    legal.kind === 'certified'
      ? words.certified(short(legal.issuer))
      : legal.kind === 'uncertified'
        ? words.uncertified
        : words.noKind;
  return [
    [words.as, fewOf(statedParts(one), ', ') || '—'],
    [words.found, one.valid ? words.good : [words.bad, ...tell.said(one.problems)].join('. ')],
    [words.stated, tell.when(one.time)],
    [
      words.proven,
      one.provenAt === null
        ? `— (${words.attested.signer})`
        : `${tell.when(one.provenAt)}; ${words.attested[one.attestedBy]}: ${short(one.attestedByName ?? '—')}`,
    ],
    ...(one.valid ? [[words.legal, kind] as const] : []),
    [words.level, `PAdES ${one.level}`],
    [words.path, fewOf(one.path, ' · ')],
    ...(one.revocation.length === 0
      ? []
      : [
          [
            words.lists,
            [
              ...new Set(
                one.revocation.map(
                  ({ by, issued, from }) =>
                    `${by === 'ocsp' ? 'OCSP ' : ''}${tell.when(issued)} (${from === 'file' ? words.inFile : words.given})`,
                ),
              ),
            ]
              .slice(0, MOST.lists)
              .join('; '),
          ] as const,
        ]),
    ...(revokedLater === null ? [] : [[words.revoked, tell.when(revokedLater.at)] as const]),
    ...(locks === null
      ? []
      : [
          [
            words.locks,
            locks.action === 'All' ? words.lockAll : locks.action === 'Exclude' ? words.lockExcept(fields) : fields,
          ] as const,
        ]),
  ];
};

const moreThan = (count: number, most: number, language: Language): readonly Block[] =>
  count > most ? [paragraph(VERIFICATION_WORDS[language].more(count - most))] : [];

const placeBlocks = (
  { document: { ledger } }: VerificationView,
  print: (at: string) => string,
  language: Language,
): readonly Block[] => {
  if (ledger === null) return [];
  const words = VERIFICATION_WORDS[language];
  const { proof } = ledger;
  return [
    heading(words.ledger),
    paragraph(`${words.event}${words.eventOf(ledger.position, ledger.ceremonyId, print(ledger.at))}.`),
    ...(proof === null
      ? []
      : [
          paragraph(`${words.eventHash}:`),
          centred(strong(spelled(proof.hash))),
          paragraph(`${words.under[ledger.under]} ${words.over(proof.upTo)}:`),
          centred(strong(spelled(proof.root))),
          ...(proof.path.length === 0
            ? []
            : [paragraph(`${words.proof}:`), ...proof.path.map((hash, index) => item(`${index + 1}.`, spelled(hash)))]),
        ]),
  ];
};
