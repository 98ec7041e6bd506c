import type { CertificateEndView } from '#contract/views/agreements';

const NAMES: { readonly [name in CertificateEndView['certificate']]: string } = {
  root: 'The root certificate',
  issuing: 'The certificate of the issuing authority',
  certification: "The organiser's certificate for certification",
  seal: "The certificate of the organiser's seal",
  time: "The certificate of the organiser's time-stamp authority",
};

const MENDS: { readonly [mend in CertificateEndView['mend']]: string } = {
  restart: 'The next start of the server renews it.',
  'new-seal': 'Get a new one from whoever certified the seal, name it in the settings and restart the server.',
  'new-authority':
    'Nothing that Teken issues is valid for longer, and afterwards it issues, seals and stamps nothing.\nHold later ceremonies in a new data folder, whose first start makes a new authority.',
};

/** S141: which certificate ends when, and what to do. */
export const endSentence = ({ certificate, until, hasEnded, mend }: CertificateEndView): string =>
  `${NAMES[certificate]} ${hasEnded ? 'ended' : 'ends'} on ${until}. ${MENDS[mend]}`;
