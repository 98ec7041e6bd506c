import './buffer.ts';
import '../styles/tokens.css';
import './offline.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import { checkArchive, pemsIn, type ArchiveFinding, type ReadFile } from '#cli/export/check-archive';
import { OTHER_ROOTS, ROOT_CERTIFICATE, TIME_ROOTS } from '#cli/export/archive';
import { readCertificate } from '#signing/verify/certificate';
import { LanguageSwitch } from '../elements/language-switch.tsx';
import { followLanguage } from '../i18n/language.ts';
import { offline } from '../i18n/offline.ts';
import { filesOf, readerOf } from './chosen-files.ts';
import { Finding, type Fingerprints } from './finding.tsx';

type State =
  | { readonly at: 'start' }
  | { readonly at: 'checking'; readonly done: number; readonly of: number }
  | { readonly at: 'failed'; readonly why: string }
  | { readonly at: 'found'; readonly finding: ArchiveFinding; readonly fingerprints: Fingerprints };

const state = signal<State>({ at: 'start' });

const check = async (chosen: FileList): Promise<void> => {
  state.value = { at: 'checking', done: 0, of: 0 };
  const read = readerOf(filesOf(chosen));
  try {
    const finding = await checkArchive(read, new Date(), (done, of) => {
      state.value = { at: 'checking', done, of };
    });
    state.value = { at: 'found', finding, fingerprints: await fingerprintsIn(read) };
  } catch (problem) {
    state.value = { at: 'failed', why: problem instanceof Error ? problem.message : String(problem) };
  }
};

const fingerprintOf = async (root: Uint8Array | string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(readCertificate(root).der));
  return Buffer.from(digest).toString('hex');
};

/** Everybody whom this folder lets the page believe. */
const fingerprintsIn = async (read: ReadFile): Promise<Fingerprints> => {
  const [root, ...more] = await Promise.all([ROOT_CERTIFICATE, OTHER_ROOTS, TIME_ROOTS].map(read));
  const others = await Promise.all(more.flatMap((bytes) => pemsIn(bytes)).map(fingerprintOf));
  return { own: root === null || root === undefined ? '' : await fingerprintOf(root), others };
};

const Page = () => {
  const words = offline();
  const now = state.value;
  return (
    <main class="offline">
      <header>
        <h1>{words.title}</h1>
        <LanguageSwitch />
      </header>
      <p class="lead">{words.lead}</p>
      <label class="choose">
        <span>{now.at === 'start' ? words.choose : words.again}</span>
        <input
          type="file"
          {...{ webkitdirectory: true }}
          multiple
          disabled={now.at === 'checking'}
          onChange={({ currentTarget: { files } }) => void (files !== null && files.length > 0 && check(files))}
        />
      </label>
      {now.at === 'checking' ? (
        <p role="status">{now.of === 0 ? words.reading : words.checking(now.done, now.of)}</p>
      ) : null}
      {now.at === 'failed' ? (
        <p class="is-bad" role="alert">
          {words.failed} {now.why}
        </p>
      ) : null}
      {now.at === 'found' ? <Finding finding={now.finding} fingerprints={now.fingerprints} /> : null}
    </main>
  );
};

followLanguage();
const place = document.getElementById('app');
if (place !== null) render(<Page />, place);
