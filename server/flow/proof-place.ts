/** Where the last proof of an agreement is kept; it is nobody's own. */
export const proofDocument = (agreementId: string): string => `proof/${agreementId}`;
export const PROOF_OWNER = 'proof';

/** Where a scan waits for the officer who brought it, and where it stays once the law has taken it. */
export const paperDocument = (agreementId: string): string => `paper/${agreementId}`;
