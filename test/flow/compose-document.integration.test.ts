import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { arrive } from '#support/guest';
import { openHouse } from '#support/house';

test('[D6] [D9] the certification is worded as the template words it, in each language of the agreement', async () => {
  await using house = await openHouse({
    change: ({ agreements }) => {
      agreements[1] = { ...agreements[1], language: 'id-en' };
    },
  });
  const legal = await arrive(house, house.link('legal'));
  const textOf = async (agreementId: string): Promise<string> => {
    await legal.must('agreement:make-ready', { agreementId });
    const file = join(house.dataDir, `${agreementId}.pdf`);
    const document = await legal.get(`/agreements/${agreementId}/document`);
    await writeFile(file, new Uint8Array(await document.arrayBuffer()));
    const { stdout } = await promisify(execFile)('pdftotext', [file, '-']);
    return stdout.replaceAll(/\s+/g, ' ');
  };
  const [one, both] = [await textOf('a1'), await textOf('a2')];
  expect(one).toContain('Disahkan penyelenggara');
  expect(one).not.toContain('Certified by the organiser');
  expect(both).toContain('Disahkan penyelenggara / Certified by the organiser');
  legal.close();
});
