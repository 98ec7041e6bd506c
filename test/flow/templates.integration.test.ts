import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { turnsOf } from '#agreement/state';
import { importFolder } from '#cli/import-folder';
import { isRefusal } from '#contract/refusal';
import { loadTemplate } from '#documents/template';
import { packTemplate, readTemplateFiles } from '#documents/template-files';
import { composeDocument, composeProof } from '#flow/compose-document';
import { rehearse } from '#flow/rehearse';
import { createTemplates, templateDocument } from '#flow/templates';
import { agreementStream, findAgreement } from '#projections/live-ceremony';
import { partyNames } from '#projections/party-names';
import { fieldBox } from '#signing/field-box';
import { sha256Hex } from '#signing/revision-writer';
import { databaseFile } from '#store/database';
import { CEREMONY, comeIn, openFlowHouse, type FlowHouse } from '#support/flow-house';
import { sampleFormTemplate, threeParties } from '#support/sample-form';
import { tamper } from '#support/sqlite-place';
import { filesOf, folderWith, smallCeremony, withThirdParty } from '#support/small-ceremony';

const OWN = fileURLToPath(new URL('../../templates/partnership-agreement', import.meta.url));

/** Copies of the house's template, with these words in place of others. */
const edited = async (place: string, from: string, to: string) => {
  const folder = join(place, `edited-${to.replaceAll(/\W/g, '')}`);
  await cp(OWN, folder, { recursive: true });
  for (const file of ['body.id.md', 'template.json']) {
    const text = await readFile(join(folder, file), 'utf8');
    await writeFile(join(folder, file), text.replace(from, to));
  }
  return loadTemplate(folder);
};

const place = async (): Promise<{ readonly dir: string } & AsyncDisposable> => {
  const dir = await mkdtemp(join(tmpdir(), 'teken-templates-'));
  return { dir, [Symbol.asyncDispose]: () => rm(dir, { recursive: true }) };
};

const ready = (house: FlowHouse, agreementId: string) =>
  house.command('legal', 'agreement:make-ready', { agreementId });

test('[C185] [C186] [C188] the first document keeps its template; another content of that version is refused', async () => {
  await using folder = await place();
  const own = await loadTemplate(OWN);
  const templates = new Map([[own.name, own]]);
  await using house = await openFlowHouse();
  const { store } = house;
  Object.assign(house.tools, { templates: createTemplates(templates, store) });
  await comeIn(house, 'legal');
  expect(await ready(house, 'a1')).toMatchObject({ ok: true });
  const { ceremony, ceremonyId } = house.line.committed;
  expect(ceremony.templates.get('partnership-agreement@1.1.0')).toMatchObject({ sha256: own.sha256, origin: 'house' });
  const kept = await store.readDocument(ceremonyId, templateDocument('partnership-agreement', '1.1.0'));
  expect(kept).toEqual(new Uint8Array(packTemplate(await readTemplateFiles(OWN))));

  const changed = await edited(folder.dir, 'tentang', 'perihal');
  templates.set(own.name, changed);
  expect(await ready(house, 'a2')).toMatchObject({ ok: false, problem: { code: 'template-changed' } });
  // A proof changes nothing, and is written by what was used.
  const draft = findAgreement(house.line.committed, 'a2');
  if (draft.phase !== 'draft') throw new Error('no draft');
  const proof = await composeProof(house.line.committed, draft.draft, house.tools, house.clock.now());
  if (isRefusal(proof)) throw new Error(proof.refused.detail);
  expect(proof.by.sha256).toBe(own.sha256);

  templates.set(own.name, await edited(folder.dir, '"version": "1.1.0"', '"version": "1.2.0"'));
  expect(await ready(house, 'a2')).toMatchObject({ ok: true });
  expect([...house.line.committed.ceremony.templates.keys()]).toEqual([
    'partnership-agreement@1.1.0',
    'partnership-agreement@1.2.0',
  ]);
});

test('[F47] no document is written by a template that is not the one that the ledger names', async () => {
  const own = await loadTemplate(OWN);
  await using house = await openFlowHouse();
  await comeIn(house, 'legal');
  expect(await ready(house, 'a1')).toMatchObject({ ok: true });
  // As in another house, or in this one after its template has changed: what the ledger keeps is asked for.
  const templates = createTemplates(new Map([[own.name, { ...own, sha256: 'another' }]]), house.store);
  const file = databaseFile(house.folder);
  const kept = templateDocument('partnership-agreement', '1.1.0');
  const packed = Buffer.from((await house.store.readDocument(CEREMONY, kept)) ?? []);
  const at = packed.indexOf('tentang');
  expect(at).toBeGreaterThan(0);
  const put = (bytes: Buffer): void =>
    tamper(
      file,
      `UPDATE segments SET bytes = X'${bytes.toString('hex')}', sha256 = '${sha256Hex(bytes)}' WHERE document = '${kept}'`,
    );
  put(Buffer.concat([packed.subarray(0, at), Buffer.from('perihal'), packed.subarray(at + 7)]));
  await expect(templates.kept(house.line.committed, own.name)).rejects.toThrow('is not what the ledger names');
  put(packed);
  expect(await templates.kept(house.line.committed, own.name)).toMatchObject({ sha256: own.sha256 });
});

test('[C185] many documents made ready at once keep the template once', async () => {
  await using house = await openFlowHouse();
  await comeIn(house, 'legal');
  const all = await Promise.all([ready(house, 'a1'), ready(house, 'a2')]);
  expect(all).toMatchObject([{ ok: true }, { ok: true }]);
  expect(house.line.committed.ceremony.templates.size).toBe(1);
});

test('[C187] an agreement is written by the template that its draft names', async () => {
  await using house = await openFlowHouse({
    change: ({ agreements }) => {
      for (const row of agreements) row['template'] = '';
      agreements[1] = {
        ...agreements[1],
        kind: 'pre-contract',
        language: 'id-en',
        template: 'memorandum-of-understanding',
      };
    },
  });
  await comeIn(house, 'legal');
  await ready(house, 'a1');
  await ready(house, 'a2');
  const written = ['a1', 'a2'].map((agreementId) => {
    const state = findAgreement(house.line.committed, agreementId);
    return state.phase === 'ready' ? [state.draft.template, state.order] : state.phase;
  });
  expect(written).toEqual([
    ['partnership-agreement', 'sequential'],
    ['memorandum-of-understanding', 'parallel'],
  ]);
});

test('[C187] [C189] templates that a ceremony brings are kept with it, used, and taken along into its rehearsal', async () => {
  await using house = await openFlowHouse();
  const ceremony = smallCeremony();
  ceremony.head['ceremonyId'] = 'with-form';
  for (const row of ceremony.agreements) row['template'] = 'own-form';
  await using files = await folderWith(filesOf(ceremony));
  await sampleFormTemplate(join(files.dir, 'templates'));
  const imported = await importFolder(
    files.dir,
    { ...house.tools, ceremonies: house.ceremonies, clock: house.clock },
    true,
    () => {},
  );
  if (!imported.ok) throw new Error(JSON.stringify(imported.problems));
  const { live } = imported;
  expect(live.ceremony.templates.get('own-form@1.0.0')).toMatchObject({ origin: 'ceremony' });
  expect(findAgreement(live, 'a1').phase).toBe('ready');
  // The server that goes on has never seen the folder.
  await rm(files.dir, { recursive: true });

  const rehearsal = await rehearse('with-form', 'with-form-gladi', { ...house, random: house.tools.random });
  if (isRefusal(rehearsal)) throw new Error(rehearsal.refused.detail);
  const later = createTemplates(new Map(), house.store);
  const template = await later.of(rehearsal, 'own-form');
  expect(template).toMatchObject({ kind: 'form', name: 'own-form' });
  expect(await later.of(rehearsal, 'partnership-agreement')).toMatchObject({ refused: { code: 'unknown-template' } });
  expect(await house.store.verifyChain('with-form-gladi')).toMatchObject({ ok: true });
});

test('[D71] a letter that no typeface has is refused with a sentence at proof and at make-ready, and nothing is written', async () => {
  await using house = await openFlowHouse();
  await comeIn(house, 'legal');
  const { committed } = house.line;
  const state = findAgreement(committed, 'a1');
  if (state.phase !== 'draft') throw new Error('no draft');
  const title = { id: 'Kemitraan 山', en: 'Partnership' };
  const composed = await Promise.all(
    [composeProof, composeDocument].map((compose) =>
      compose(committed, { ...state.draft, title }, house.tools, house.clock.now()),
    ),
  );
  const refused = { refused: { code: 'unprintable', detail: expect.stringContaining('"山"') } };
  expect(composed).toMatchObject([refused, refused]);
});

test('[D70] [I65] an annex and a third party go from the folder into the document, and all three sign', async () => {
  await using house = await openFlowHouse();
  const ceremony = smallCeremony();
  ceremony.head['ceremonyId'] = 'with-three';
  withThirdParty(ceremony, 'own-form');
  const annex = 'agreement,item_id,item_en,quantity,unit_id,unit_en,price\na2,Kotak contoh,Boxes,12,dus,boxes,15000';
  await using files = await folderWith({ ...filesOf(ceremony), 'annexes.csv': annex });
  await sampleFormTemplate(join(files.dir, 'templates'), threeParties);
  const imported = await importFolder(
    files.dir,
    { ...house.tools, ceremonies: house.ceremonies, clock: house.clock },
    true,
    () => {},
  );
  if (!imported.ok) throw new Error(JSON.stringify(imported.problems));
  const { live } = imported;
  const three = findAgreement(live, 'a1');
  if (three.phase !== 'ready') throw new Error(three.phase);
  expect(three.signatories.map(({ field }) => field)).toEqual(['party-1', 'party-2', 'party-3', 'witness-1']);
  expect(turnsOf(three).map(({ field }) => field)).toEqual(['party-1', 'party-2', 'party-3']);
  expect(partyNames(live, three.draft)).toEqual({ first: 'Contoh c1', second: 'Contoh u1, Contoh c2' });
  const document = await house.store.readDocument('with-three', agreementStream('a1'));
  if (document === null) throw new Error('no document');
  expect(fieldBox(document, 'party-3')).toMatchObject({ width: 200, height: 110 });
  const draft = findAgreement(live, 'a2');
  if (draft.phase !== 'ready') throw new Error(draft.phase);
  expect(draft.draft.annex).toEqual([
    { item: { id: 'Kotak contoh', en: 'Boxes' }, quantity: 12, unit: { id: 'dus', en: 'boxes' }, price: 15000 },
  ]);
  const rehearsal = await rehearse('with-three', 'with-three-gladi', { ...house, random: house.tools.random });
  if (isRefusal(rehearsal)) throw new Error(rehearsal.refused.detail);
  expect(findAgreement(rehearsal, 'a2')).toMatchObject({ draft: { annex: [{ quantity: 12 }] } });
});

test('[D67] a text that does not fit into a form is told, and nothing is written', async () => {
  await using folder = await place();
  await using house = await openFlowHouse({
    change: ({ parties, agreements }) => {
      for (const row of agreements) row['template'] = '';
      const [company] = parties;
      if (company !== undefined) company['name'] = 'PT Sampel Makmur Sejahtera '.repeat(7).trim();
    },
  });
  const form = await loadTemplate(await sampleFormTemplate(folder.dir));
  Object.assign(house.tools, { templates: createTemplates(new Map([['partnership-agreement', form]]), house.store) });
  await comeIn(house, 'legal');
  expect(await ready(house, 'a1')).toMatchObject({ ok: false, problem: { code: 'does-not-fit' } });
  expect(findAgreement(house.line.committed, 'a1').phase).toBe('draft');
});
