import type { AgreementFacts } from '#contract/agreement-facts';
import { nearestWord } from '#platform/nearest-word';
import { createCanvas } from './canvas.ts';
import { type FoundField, openForm, type OpenedForm } from './form-file.ts';
import { fillField, UnfitFactsError } from './form-fill.ts';
import type { FormField, FormPlace, FormPlan } from './form-plan.ts';
import { formValues } from './form-values.ts';
import { spotOfPath } from './json-source.ts';
import { checkBody, parseBody } from './merge-body.ts';
import { type TemplateProblem, TemplateError } from './template-error.ts';
import { MAX_TEMPLATE_FILE, type TemplateFiles } from './template-files.ts';
import type { TemplateHead } from './template-schema.ts';
import { withAnnex } from './with-annex.ts';

type Asked = {
  readonly folder: string;
  readonly head: TemplateHead;
  readonly plan: NonNullable<TemplateHead['form']>;
  readonly sample: AgreementFacts;
  readonly files: TemplateFiles;
  /** Of template.json. */
  readonly source: string;
};

type Tell = (path: readonly PropertyKey[], sentence: string) => void;

/** D65, D66: holds a form against what template.json says of it; what is wrong goes to `problems`. */
export async function checkForm(asked: Asked, problems: TemplateProblem[]): Promise<FormPlan | null> {
  const { folder, head, plan, sample, files, source } = asked;
  const ofPdf = (sentence: string): null => {
    problems.push({ file: `${folder}/form.pdf`, line: 1, column: 1, sentence });
    return null;
  };
  const pdf = files.get('form.pdf');
  if (pdf === undefined) return ofPdf('cannot be read');
  if (pdf.length > MAX_TEMPLATE_FILE) return ofPdf('is larger than 20 MB');
  const opened = await openForm(pdf);
  if ('refused' in opened) {
    opened.refused.forEach(ofPdf);
    return null;
  }
  const tell: Tell = (path, sentence) => {
    problems.push({ file: `${folder}/template.json`, ...spotOfPath(source, path), sentence });
  };
  const before = problems.length;
  const places = placesOf(plan, opened, tell);
  const fields = filledFields(plan, opened, tell, `${folder}/template.json`);
  const values = formValues(sample, head);
  const whole = formValues(withAnnex(sample), head);
  for (const field of fields) {
    const path = ['form', 'fields', field.name];
    try {
      checkBody(field.content, whole);
      fillField(field, values, createCanvas);
    } catch (error) {
      if (error instanceof TemplateError) for (const { sentence } of error.problems) tell(path, sentence);
      else if (error instanceof UnfitFactsError) tell(path, error.message);
      else throw error;
    }
  }
  const order = ['certification', ...head.signatures.map(({ field }) => field)];
  const named = (name: string) => places.get(name) ?? [];
  const one = (name: string): FormPlace | null => named(name).map(({ field: _, ...place }) => place)[0] ?? null;
  if (problems.length > before) return null;
  const { foreignFonts } = opened;
  return { pdf, fields, places: order.flatMap(named), qr: one(QR), stamp: one(STAMP), foreignFonts };
}

function filledFields(plan: Asked['plan'], { fields }: OpenedForm, tell: Tell, file: string): readonly FormField[] {
  const known = new Map(fields.map((field) => [field.name, field]));
  const signed = new Set([...plan.signatures.map(({ at }) => at), plan.qr, plan.stamp]);
  for (const { name, kind } of fields) {
    if (kind === 'button' || kind === 'signature' || Object.hasOwn(plan.fields, name) || signed.has(name)) continue;
    tell(['form', 'fields'], `the field "${name}" of the form is not named; write "" to leave it empty`);
  }
  return Object.entries(plan.fields).flatMap(([name, written]): FormField[] => {
    const path = ['form', 'fields', name];
    const field = known.get(name);
    if (field === undefined) {
      tell(path, `the form has no field "${name}"${hint(name, known.keys())}`);
      return [];
    }
    const { kind } = field;
    if (kind !== 'text' && kind !== 'check') {
      if (written !== '') tell(path, `"${name}" is a ${KINDS[kind]}, which is not filled; use texts and boxes to tick`);
      return [];
    }
    try {
      return [{ ...field, kind, content: parseBody(written, file) }];
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      for (const { sentence } of error.problems) tell(path, sentence);
      return [];
    }
  });
}

const KINDS = { button: 'button', signature: 'place of signature', other: 'list or a choice of one' } as const;

const hint = (name: string, known: Iterable<string>): string => {
  const meant = nearestWord(name, known);
  return meant === null ? '' : `; "${meant}" is probably meant`;
};

// As they are called in what is told, and the second in the document, too.
const QR = 'qr';
const STAMP = 'e-meterai';
const QR_LEAST = 60;

type NamedPlace = FormPlace & { readonly field: string };

function placesOf(plan: Asked['plan'], opened: OpenedForm, tell: Tell): ReadonlyMap<string, readonly NamedPlace[]> {
  const asked = [
    ...plan.signatures.map((place, index) => ({ ...place, path: ['form', 'signatures', index, 'at'] })),
    ...(plan.stamp === undefined ? [] : [{ field: STAMP, at: plan.stamp, path: ['form', 'stamp'] }]),
    ...(plan.qr === undefined ? [] : [{ field: QR, at: plan.qr, path: ['form', 'qr'] }]),
  ];
  const found = asked.flatMap(({ field, at, path }) => {
    const place = typeof at === 'string' ? placeNamed(at, opened.fields, (told) => tell(path, told)) : at;
    if (place === null) return [];
    const page = opened.pages[place.page - 1];
    if (page === undefined) {
      tell(path, `the form has no page ${place.page}`);
      return [];
    }
    const isOnPage =
      place.x >= page.x &&
      place.y >= page.y &&
      place.x + place.width <= page.x + page.width &&
      place.y + place.height <= page.y + page.height;
    if (field === QR && place.height < QR_LEAST) tell(path, 'a QR code needs 60 by 60 points to be read from paper');
    if (!isOnPage) tell(path, `the place of "${field}" is not on what is seen of page ${place.page}`);
    return [{ ...place, field, path }];
  });
  found.forEach((one, index) => {
    const other = found.slice(0, index).find((before) => overlap(before, one));
    if (other !== undefined) tell(one.path, `the places of "${other.field}" and "${one.field}" overlap`);
  });
  return Map.groupBy(
    found.map(({ path: _, ...place }) => place),
    ({ field }) => field,
  );
}

function placeNamed(name: string, fields: readonly FoundField[], refuse: (sentence: string) => void): FormPlace | null {
  const field = fields.find((one) => one.name === name);
  const names = fields.map((one) => one.name);
  if (field === undefined) {
    refuse(`the form has no field "${name}"${hint(name, names)}`);
    return null;
  }
  const [place, ...more] = field.places;
  if (place === undefined || more.length > 0) {
    refuse(`the field "${name}" stands in ${field.places.length} places, a signature in one`);
    return null;
  }
  if (place.width < 60 || place.height < 40) {
    refuse(`the field "${name}" has less than 60 by 40 points, so that nothing could be read in it`);
    return null;
  }
  return place;
}

const overlap = (a: FormPlace, b: FormPlace): boolean =>
  a.page === b.page && a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
