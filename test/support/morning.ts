import type { Browser, Page } from 'playwright-core';
import type { House } from './house.ts';

// What people do with the screens on the morning itself.

/** A person in a browser of their own: opens the link, accepts the notice, tries camera and microphone, comes in. */
export const comeIn = async (
  browser: Browser,
  house: Pick<House, 'link'>,
  personId: string,
  { devices = true, width = 1280, height = 800 } = {},
): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'id-ID' });
  const page = await context.newPage();
  await page.goto(house.link(personId).url);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.getByRole('button', { name: 'Saya mengerti dan setuju' }).click();
  if (devices) {
    await page.getByRole('button', { name: 'Coba kamera dan mikrofon' }).click();
    await page.getByRole('button', { name: 'Masuk ke acara' }).click();
  } else {
    await page.getByRole('button', { name: 'Masuk tanpa kamera' }).click();
  }
  return page;
};

/** Reads the open document to its end by keyboard, page by page, and consents. */
export const readAndConsent = async (page: Page): Promise<void> => {
  await page.locator('.pdf-picture canvas').first().waitFor();
  const consent = page.locator('#consent');
  for (let turn = 0; turn < 60 && !(await consent.isEnabled()); turn += 1) {
    await page.locator('.pdf-window').focus();
    await page.keyboard.press(turn % 20 === 19 ? 'Home' : 'PageDown');
    await page.waitForTimeout(700);
  }
  await consent.click();
  await page.getByText('Persetujuan Anda tercatat.').waitFor();
};

/** The gesture; answers with how long it took until this screen said so, in milliseconds. */
export const signNow = async (page: Page, button: string): Promise<number> => {
  await page.getByRole('button', { name: button, exact: true }).click();
  const begun = performance.now();
  await page.getByText('Telah Anda tanda tangani').first().waitFor();
  return performance.now() - begun;
};

/** Pictures that move: the number of video elements of the page that show new frames within a second. */
export const movingPictures = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const videos = [...document.querySelectorAll('video')];
    const moves = videos.map(
      (video) =>
        new Promise<boolean>((resolve) => {
          setTimeout(() => resolve(false), 1_000);
          video.requestVideoFrameCallback(() => resolve(true));
        }),
    );
    return (await Promise.all(moves)).filter(Boolean).length;
  });
