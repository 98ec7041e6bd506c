import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

const QUIET = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
// Ten pictures a second prove as much as thirty, and several cameras fit on two cores.
const FAKE_DEVICES = ['--use-fake-device-for-media-stream=fps=10'];
const FAKE_CONSENT = ['--use-fake-ui-for-media-stream'];

/** Debian's Chromium, with made-up devices and consent unless a test takes them away. */
export const openChromium = ({ devices = true, consent = true, args = [] as string[] } = {}): Promise<Browser> =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      ...QUIET,
      '--no-first-run',
      '--no-sandbox',
      '--autoplay-policy=no-user-gesture-required',
      ...(devices ? FAKE_DEVICES : []),
      ...(consent ? FAKE_CONSENT : []),
      ...args,
    ],
  });

export type Tile = {
  personId: string;
  frames: number;
  width: number;
  hasVideo: boolean;
  hasAudio: boolean;
  firstFrame: number | null;
};

/** A page in a browser context of its own, connected as that person. */
export async function openPerson(browser: Browser, url: string, personId: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await keepPeerConnections(page);
  await page.goto(url);
  await page.evaluate(`mediaPage.connect(${JSON.stringify(personId)})`);

  const call = <Answer>(expression: string): Promise<Answer> => page.evaluate(`mediaPage.${expression}`);
  const look = () => call<Tile[]>('look()');
  return {
    page,
    call,
    look,
    tile: async (of: string) => (await look()).find((each) => each.personId === of) ?? null,
    close: () => context.close(),
  };
}

/** Reports of every peer connection of the page, by type. */
export const statsOf = (page: Page, type: string): Promise<Record<string, unknown>[]> =>
  page.evaluate(
    `Promise.all(peerConnections.map((each) => each.getStats())).then((reports) => reports
      .flatMap((report) => [...report.values()]).filter((each) => each.type === ${JSON.stringify(type)}))`,
  );

const keepPeerConnections = (page: Page) =>
  page.addInitScript(`
    window.peerConnections = [];
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(...args) { super(...args); window.peerConnections.push(this); }
    };
  `);
