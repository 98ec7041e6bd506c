import type { remoteId } from '../id/remote.ts';
import type { WordsOf } from '../words.ts';

export const remoteEn: WordsOf<typeof remoteId> = {
  choose: (service) => `Certified signature by ${service}`,
  chosen: (service, name, issuer) =>
    `You sign by ${service}, with a certificate in the name of ${name} from the issuer ${issuer}. Your key is kept by that service.`,
  own: 'Use the key of this browser',
  title: (service) => `Certified signature: ${service}`,
  about:
    'This service keeps your key and certificate. Once the certificate is chosen, each of your signatures asks for a PIN or an OTP of that service.',
  account: 'Your account at the service',
  find: 'Find certificates',
  which: 'Certificates in your name',
  issuedBy: (issuer, until) => `Issuer ${issuer}, valid until ${until}`,
  use: 'Use this certificate',
  sign: (service) => `Sign by ${service}`,
  signTitle: 'Sign this agreement',
  checking: 'The document is being prepared and checked …',
  checked: 'This browser has checked: what will be signed is the document to which you consented.',
  hash: 'SHA-256',
  pin: 'PIN',
  otp: 'OTP',
  sendOtp: 'Send OTP',
  otpSent: 'The service has sent an OTP.',
  secret: 'PIN and OTP are passed on to the service and not kept here.',
  now: 'Sign',
  waiting: 'Waiting for the service, ten seconds at most …',
};
