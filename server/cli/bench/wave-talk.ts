/** What the bench asks of the browsers of those who sign. */
export type SignersAsk =
  | { readonly ask: 'come'; readonly url: string; readonly people: readonly Comer[] }
  /** Each is identified by a code of the officer, and gets a key and a certificate. */
  | { readonly ask: 'enrol'; readonly officers: readonly string[]; readonly people: readonly string[] }
  | {
      readonly ask: 'draw';
      readonly name: 'agreement:make-proof' | 'agreement:make-ready';
      readonly officers: readonly string[];
      readonly agreements: readonly string[];
    }
  | { readonly ask: 'consent'; readonly documents: readonly Consented[] }
  | {
      readonly ask: 'consent-wave';
      readonly personId: string;
      readonly wave: number;
      readonly documents: readonly { readonly agreementId: string; readonly sha256: string }[];
    }
  | { readonly ask: 'sign'; readonly certificates: Certificates; readonly agreements: readonly Signed[] }
  | {
      readonly ask: 'sign-wave';
      readonly certificates: Certificates;
      readonly wave: number;
      readonly witnesses: readonly string[];
    };

type Comer = { readonly personId: string; readonly link: string };
/** DER in base64, by person. */
type Certificates = { readonly [personId: string]: string };
type Signed = { readonly agreementId: string; readonly signers: readonly string[] };
type Consented = {
  readonly personId: string;
  readonly agreementId: string;
  readonly sha256: string;
  readonly pages: number;
};

/** How many signatures were made. */
export type SignersAnswer = { readonly signatures: number };
