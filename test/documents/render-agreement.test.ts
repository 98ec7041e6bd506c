import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFRef, PDFString } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { facesOf } from '#documents/fonts';
import { UnprintableTextError } from '#documents/text';
import { allText, pageTexts, render, runOn, sample, template } from './sample-document.ts';

const name = PDFName.of;
const plain = await render(sample);
const both = await render({ ...sample, language: 'id-en' });

describe('the file', () => {
  test.each([
    ['one language', plain],
    ['two languages', both],
  ])('[D1] qpdf and mutool find nothing to mend: %s', async (_, { bytes, pages }) => {
    expect(await runOn(bytes, 'qpdf', (file) => ['--check', file])).toContain(
      'No syntax or stream encoding errors found',
    );
    expect(await runOn(bytes, 'qpdf', (file) => ['--show-npages', file])).toBe(`${pages}\n`);
    expect(await runOn(bytes, 'mutool', (file) => ['info', file])).toContain(`Pages: ${pages}`);
  });

  test('[D1] it is PDF 1.7 with one classic cross-reference table, /ID, title, language, author and time', async () => {
    const text = Buffer.from(plain.bytes).toString('latin1');
    expect(text.startsWith('%PDF-1.7\n')).toBe(true);
    expect(text).not.toContain('/ObjStm');
    expect(text).not.toContain('/Type /XRef');
    expect(text.match(/^xref$/gm)).toHaveLength(1);
    expect(text.slice(text.lastIndexOf('trailer'))).toContain(`/ID [ <${'5a'.repeat(16)}> <${'5a'.repeat(16)}> ]`);
    const document = await PDFDocument.load(plain.bytes, { updateMetadata: false });
    expect(document.getTitle()).toBe('Perjanjian Kerja Sama Kemitraan 057: Kemitraan pasokan makanan dan minuman');
    expect(document.getAuthor()).toBe(sample.ceremony.organiser);
    expect(document.getCreationDate()).toEqual(new Date('2021-01-18T01:30:00Z'));
    expect(document.catalog.lookup(name('Lang'), PDFString).asString()).toBe('id-ID');
  });

  test('[D1] every field is there, merged with its widget, certification first', async () => {
    const { context, catalog } = await PDFDocument.load(plain.bytes, { updateMetadata: false });
    const form = catalog.lookup(name('AcroForm'), PDFDict);
    expect(form.lookup(name('SigFlags'), PDFNumber).asNumber()).toBe(3);
    const fields = form.lookup(name('Fields'), PDFArray);
    const names = plain.fields.map((field) => field.name);
    expect(names).toEqual(['certification', 'party-1', 'party-2', 'witness-1', 'seal-1', 'archive-1', 'e-meterai']);
    expect(fields.size()).toBe(names.length);
    plain.fields.forEach((field, index) => {
      const ref = fields.get(index);
      const widget = fields.lookup(index, PDFDict);
      expect(widget.lookup(name('T'), PDFString).asString()).toBe(field.name);
      expect(widget.get(name('FT'))).toBe(name('Sig'));
      expect(widget.get(name('Subtype'))).toBe(name('Widget'));
      expect(widget.lookup(name('F'), PDFNumber).asNumber()).toBe(132);
      expect(widget.has(name('V'))).toBe(false);
      expect(widget.lookup(name('Rect'), PDFArray).asRectangle()).toEqual({
        x: field.rect[0],
        y: field.rect[1],
        width: field.rect[2] - field.rect[0],
        height: field.rect[3] - field.rect[1],
      });
      const page = widget.lookup(name('P'), PDFDict);
      const annotations = page.lookup(name('Annots'), PDFArray).asArray();
      expect(annotations).toContain(ref);
      expect(widget.lookup(name('AP'), PDFDict).get(name('N'))).toBeInstanceOf(PDFRef);
      expect(context.lookup(widget.get(name('P')))).toBe(page);
    });
  });

  test('[D1] the same facts give the same bytes; without a witness there is no witness field', async () => {
    expect(Buffer.from((await render(sample)).bytes).equals(plain.bytes)).toBe(true);
    const fields = (await render({ ...sample, witness: null })).fields.map((field) => field.name);
    expect(fields).toEqual(['certification', 'party-1', 'party-2', 'seal-1', 'archive-1', 'e-meterai']);
  });

  test('[D1] facts that the template has no place for are refused', async () => {
    const [first, second] = sample.parties;
    if (first === undefined || second === undefined) throw new Error('two parties');
    await expect(render({ ...sample, parties: [first] })).rejects.toThrow('needs a party "party-2"');
    await expect(render({ ...sample, parties: [first, { ...second, field: 'party-9' }] })).rejects.toThrow(
      'no place for "party-9"',
    );
  });
});

describe('what it says', () => {
  test('[D5] the five clauses of the law, the value in words, the targets and what entitles the signatories', async () => {
    const text = await allText(plain.bytes);
    for (const words of [
      'Kegiatan usaha',
      'Hak dan kewajiban Pihak Pertama',
      'Hak dan kewajiban Pihak Kedua',
      'Bentuk pengembangan',
      'Jangka waktu',
      'Penyelesaian perselisihan',
      'Rp4.250.000.000 (empat miliar dua ratus lima puluh juta rupiah)',
      'satu miliar empat ratus juta rupiah',
      'sampai dengan tanggal 17 Januari 2024',
      'NIB) 9120000000057',
      'berdasarkan Pasal 12 anggaran dasar perseroan',
      'memiliki dan/atau menguasai Pihak Kedua',
      'Nomor 17 Tahun 2013',
    ]) {
      expect(text).toContain(words);
    }
  });

  test('[D5] a pre-contract speaks of a potential value and of a contract yet to be signed', async () => {
    const text = await allText((await render({ ...sample, kind: 'pre-contract' })).bytes);
    expect(text).toContain('PRAKONTRAK');
    expect(text).toContain('nilai potensial dan belum menimbulkan kewajiban pembayaran');
    expect(await allText(plain.bytes)).not.toContain('potensial');
  });

  test('[D5] agreements since PP 7/2021 name it', async () => {
    const text = await allText((await render({ ...sample, signedOn: '2021-02-02' })).bytes);
    expect(text).toContain('Nomor 7 Tahun 2021');
    expect(text).not.toContain('Nomor 17 Tahun 2013');
  });

  test('[D6] Indonesian first, English on a page of its own, the prevailing language named in both', async () => {
    const pages = await pageTexts(both.bytes);
    const english = pages.findIndex((page) => page.includes('PARTNERSHIP AGREEMENT'));
    expect(english).toBeGreaterThan(0);
    expect(pages[english]).not.toContain('Pasal');
    expect(pages.slice(0, english).join(' ')).toContain('yang berlaku adalah naskah dalam bahasa Indonesia');
    expect(pages.slice(english).join(' ')).toContain('the text in Indonesian prevails');
    expect(await allText((await render({ ...sample, language: 'en' })).bytes)).toContain(
      'Article 8 · Settlement of disputes',
    );
  });

  test('[D7] numbers and page of pages stand on every page, CONTOH on every page of a sample and on no other', async () => {
    const facts = JSON.parse(JSON.stringify(sample).replaceAll(/contoh/gi, 'Nusa')) as typeof sample;
    for (const rendered of [plain, both]) {
      const pages = await pageTexts(rendered.bytes);
      expect(pages).toHaveLength(rendered.pages);
      pages.forEach((page, index) => {
        expect(page).toContain('No. 112/PKS/STI/I/2021 · No. 07/UDCR/I/2021');
        expect(page).toContain('Perjanjian 057');
        expect(page).toContain(`Halaman ${index + 1} dari ${pages.length}`);
        expect(page.match(/CONTOH/g)).toHaveLength(2);
      });
    }
    const real = await render({ ...facts, sample: false });
    expect(await allText(real.bytes)).not.toMatch(/CONTOH/i);
    expect(Buffer.from(real.bytes).toString('latin1')).not.toContain('/TkContoh');
    expect(Buffer.from(plain.bytes).toString('latin1')).toContain('/TkContoh');
  });

  test('[D7] a rehearsal’s document says on every page that it is one and not valid', async () => {
    for (const language of ['id', 'id-en', 'en'] as const) {
      const rendered = await render({ ...sample, rehearsal: true, language });
      for (const page of await pageTexts(rendered.bytes)) {
        expect(page.match(/GLADI RESIK/g)).toHaveLength(2);
        expect(page).toMatch(
          language === 'en' ? /not valid, binds nobody · CONTOH/ : /tidak berlaku, tidak mengikat siapa pun · CONTOH/,
        );
      }
      expect(Buffer.from(rendered.bytes).toString('latin1')).toContain('/TkGladi');
      expect(Buffer.from(rendered.bytes).toString('latin1')).not.toContain('/TkContoh');
    }
    expect(Buffer.from(plain.bytes).toString('latin1')).not.toContain('/TkGladi');
  });

  test('[D8] names come back letter by letter, also across faces', async () => {
    const names = [
      'Ni Luh Putu Ayu',
      'I Gusti Ngurah',
      "Ma'ruf",
      'José Ñuñez',
      'Nguyễn Thị Hồng',
      'Łukasz Żółć',
      'Ma’ruf',
    ];
    for (const person of names) {
      const [first, second] = sample.parties;
      if (first === undefined || second === undefined) throw new Error('two parties');
      const signatory = { ...second.signatory, name: person };
      const text = await allText((await render({ ...sample, parties: [first, { ...second, signatory }] })).bytes);
      expect(text).toContain(`diwakili oleh ${person}, selaku`);
    }
  });

  test('[D100] letters whose glyph number holds a parenthesis, a backslash or a line end come back, beside each other too', async () => {
    const special = new Set([0x0a, 0x0d, 0x28, 0x29, 0x5c]);
    const [first, second] = sample.parties;
    if (first === undefined || second === undefined) throw new Error('two parties');
    const letters = facesOf('serif').flatMap(({ glyphs }) =>
      [...glyphs].flatMap(([codePoint, glyph]) => {
        const letter = String.fromCodePoint(codePoint);
        return /^[A-Za-zÀ-ɏ]$/.test(letter) && letter === letter.normalize('NFC') && special.has(glyph & 0xff)
          ? letter
          : [];
      }),
    );
    expect(letters.length).toBeGreaterThan(4);
    const person = [...letters, ...letters.toReversed()].join('');
    const { bytes } = await render({
      ...sample,
      parties: [first, { ...second, signatory: { ...second.signatory, name: person } }],
    });
    expect((await allText(bytes)).replaceAll(' ', '')).toContain(person);
  });

  test('[D8] a character that no typeface has is refused, not dropped', async () => {
    await expect(render({ ...sample, title: { id: 'Kemitraan 山', en: 'Partnership' } })).rejects.toThrow(
      UnprintableTextError,
    );
  });

  test('[D12] the legal kind of the signatures is named, and that the authority is no PSrE', async () => {
    const text = await allText(plain.bytes);
    expect(text).toContain(
      'tidak tersertifikasi atau tersertifikasi sebagaimana dimaksud dalam Pasal 60 Peraturan Pemerintah Nomor 71 Tahun 2019',
    );
    // Which of them is which stands in its block: nothing is said of all of them.
    expect(text).toMatch(
      /Tanda tangan yang sertifikatnya diterbitkan oleh otoritas sertifikat penyelenggara .* merupakan tanda tangan elektronik tidak tersertifikasi/,
    );
    expect(text).toContain('bukan Penyelenggara Sertifikasi Elektronik (PSrE)');
    expect(text).toContain('Tempat e-Meterai');
    expect(template.signatures.some(({ field }) => /meterai/i.test(field))).toBe(false);
  });
});
