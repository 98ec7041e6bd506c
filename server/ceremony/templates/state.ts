export type FixedTemplate = {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly origin: 'ceremony' | 'house';
};

/** By name and version, as `name@version`. */
export type TemplatesState = { readonly templates: Map<string, FixedTemplate> };

export const noTemplates = (): TemplatesState => ({ templates: new Map() });

/** What an event of a document calls the template that made it. */
export const templateKey = (name: string, version: string): string => `${name}@${version}`;

/** The template that the ceremony brought along under this name, if it did. */
export const broughtTemplate = ({ templates }: TemplatesState, name: string): FixedTemplate | undefined =>
  [...templates.values()].findLast((one) => one.name === name && one.origin === 'ceremony');
