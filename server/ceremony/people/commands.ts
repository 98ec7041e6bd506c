export type PeopleCommand =
  | {
      readonly name: 'arrive';
      readonly personId: string;
      readonly device: string;
      readonly serial: number;
      readonly takeover: boolean;
    }
  | {
      readonly name: 'accept-notice';
      readonly personId: string;
      readonly noticeVersion: string;
      readonly currentVersion: string;
    }
  | { readonly name: 'reissue-link'; readonly personId: string; readonly expiresAt: string }
  | { readonly name: 'revoke-link'; readonly personId: string };
