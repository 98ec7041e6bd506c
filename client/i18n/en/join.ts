import type { joinId } from '../id/join.ts';
import type { WordsOf } from '../words.ts';

export const joinEn: WordsOf<typeof joinId> = {
  welcomeTitle: 'Signed, before everyone',
  welcomeBody:
    'Teken hosts nationwide signing ceremonies: parties meet on live video, sign their agreements digitally in front of everyone, and leave a record that anybody can verify.',
  welcomeInvited: 'Invited to a ceremony?',
  welcomeInvitedBody: 'Open the personal link from the organiser. It is yours alone; do not pass it on.',
  welcomeVerify: 'Received a signed document?',
  welcomeVerifyBody: 'See who signed it, when, and whether anything has changed since.',
  verifyDocument: 'Verify a document',
  browsers: (list) => `To take part: ${list}, or later.`,
  mapCredit: 'Map: MapSVG (CC BY 4.0).',

  linkTitle: 'Personal invitation',
  linkBody: 'This link belongs to one person. By entering you declare that you are the person invited.',
  enter: 'Enter',
  entering: 'Entering',
  otherDeviceTitle: 'This invitation is in use on another device',
  otherDeviceBody:
    'What you did there is kept. If you move here, that device is closed and your signing certificate is made anew here.',
  moveHere: 'Move to this device',
  invalidTitle: 'Unknown link',
  invalidDo: 'Or scan the QR code on your invitation again. If that fails, call the organiser.',
  expiredTitle: 'This link has expired',
  expiredDo: 'Call the organiser; a new link is made in a moment. What you did is kept.',
  revokedTitle: 'This link was revoked',
  revokedDo:
    'The organiser revoked this link, usually because a new one was sent. Use the newest, or call the organiser.',

  welcomeName: 'Welcome',
  notYou: 'Not you? Close this page and tell the organiser.',
  notice: {
    title: 'What is recorded, and why',
    what: 'Recorded',
    whatBody:
      'When you come in and on which device (as a hash), your acceptance of this notice, how, by whom and when your identity was confirmed, when you are connected (by the minute), when you are let in, called to the stage and leave it, your answer to the roll call and your raised hand, how many officials are with you, and your certificate, consent, signature or refusal with their times.',
    notKept: 'Not kept',
    notKeptBody: 'Your picture and sound are sent live only: on stage to everyone, in the green room to the officers.',
    who: 'By whom',
    whoBody: (organiser) => `${organiser}, as organiser and controller of personal data.`,
    why: 'What for',
    whyBody: 'To prove who took part, who signed, and on what ground.',
    long: 'For how long',
    longBody:
      'Signed agreements and their evidence for ten years, as other company documents. All other personal data as long as it is needed; then the organiser erases it on your request.',
    rights: 'Your rights',
    rightsBody:
      'You may learn of, correct and have erased your personal data (Law 27/2022), as far as the proof of an agreement is not broken by it. This consent is apart from consent to an agreement.',
    accept: 'I understand and agree',
    refuse:
      'If you do not agree, close this page. Apart from when and on which device this link was opened, nothing more is recorded.',
    refuseAtTable:
      'If you do not agree, hand the tablet over. Beyond your being called to this table nothing more is recorded.',
  },
  devices: {
    title: 'Camera and microphone',
    body: 'They are on only while you are asked to appear. We try them now so that it goes smoothly later.',
    check: 'Try camera and microphone',
    goIn: 'Enter the ceremony',
    goWithout: 'Enter without a camera',
    retry: 'Try again',
    preview: 'Your picture',
    level: 'Your sound',
    camera: 'Camera',
    microphone: 'Microphone',
    stillPart: 'Without camera or microphone you are still present, see, hear, and can sign.',
  },
};
