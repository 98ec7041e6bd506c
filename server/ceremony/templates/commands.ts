export type TemplatesCommand = {
  readonly name: 'fix-template';
  readonly template: string;
  readonly version: string;
  readonly sha256: string;
  readonly bytes: number;
};
