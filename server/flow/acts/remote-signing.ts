import type { remoteSigningCommands } from '#contract/commands/remote-signing';
import type { ActTable } from '../act.ts';
import { completeRemote, sendOtp } from '../complete-remote.ts';
import { enrolRemote, remoteCredentials } from '../remote-certificates.ts';

export const remoteSigningActs: ActTable<keyof typeof remoteSigningCommands> = {
  'signing:remote-credentials': { slow: remoteCredentials },
  'signing:enrol-remote': { slow: enrolRemote },
  'signing:send-otp': { slow: sendOtp },
  'signing:complete-remote': { slow: completeRemote },
};
