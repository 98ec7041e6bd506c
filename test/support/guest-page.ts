import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

export const WIDE = { width: 1440, height: 900 };
export const OLD = { width: 1024, height: 768 };
export const PHONE = { width: 390, height: 844 };

/** A page in a browser of its own; what went wrong in it stands in `faults`. */
export const openPage = async (
  browser: Browser,
  address: string,
  viewport = WIDE,
): Promise<{ readonly page: Page; readonly faults: string[] }> => {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.text().includes('Content Security Policy') && faults.push(message.text()));
  await page.goto(address);
  return { page, faults };
};

/** Through the personal link, the notice and the devices, as a guest does. */
export const comeIn = async (browser: Browser, link: { readonly url: string }, viewport = WIDE) => {
  const opened = await openPage(browser, link.url, viewport);
  const press = (name: string): Promise<void> => opened.page.getByRole('button', { name, exact: true }).click();
  await press('Masuk');
  await press('Saya mengerti dan setuju');
  await press('Coba kamera dan mikrofon');
  await press('Masuk ke acara');
  return opened;
};

type Violation = { readonly id: string; readonly nodes: readonly { readonly html: string }[] };

/** What fades in has come: half of the way its colours are of no use to anybody. */
const SETTLED = `Promise.race([
  new Promise((resolve) => setTimeout(resolve, 3000)),
  Promise.allSettled(
    document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
      .map(({ finished }) => finished),
  ),
]).then(() => null)`;

/** What axe-core has against the page as it stands, each with the elements concerned. */
export const violationsOf = async (page: Page): Promise<string[]> => {
  // Evaluated through the debugger, so the page's own policy stays as strict as it is.
  await page.evaluate(axe);
  await page.evaluate(SETTLED);
  const found = await page.evaluate<Violation[]>('axe.run().then((result) => result.violations)');
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
};

/** Whether anything sticks out sideways. */
export const isWithin = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth <= innerWidth');
