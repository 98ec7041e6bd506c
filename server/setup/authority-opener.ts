import { join } from 'node:path';
import { openVault, type Vault } from '#platform/vault';
import type { RandomBytes } from '#platform/random';
import type { Config } from '#server/config';
import { openAuthority, type Authority, type AuthorityOptions } from '#signing/authority';
import type { BroughtSeal } from '#signing/brought-seal';
import { openSealP12 } from '#signing/seal-p12';
import { openSealToken } from '#signing/seal-pkcs11';

/** What seals the keys of this house; null without a passphrase. */
export const vaultOf = ({ keys }: Pick<Config, 'keys'>, randomBytes: RandomBytes): Vault | null =>
  keys.passphrase === null ? null : openVault(keys.passphrase, randomBytes);

type Place = {
  /** The data folder. */
  readonly folder: string;
  readonly vault: Vault | null;
  readonly now: Date;
  readonly randomBytes: RandomBytes;
};

/** Where the authority of a data folder lies, and what it says of itself. */
export const authorityPlace = (
  { organiser, publicUrl }: Pick<Config, 'organiser' | 'publicUrl'>,
  { folder, vault, now, randomBytes }: Place,
): AuthorityOptions => ({
  folder: join(folder, 'keys'),
  organiser,
  now,
  crlUrl: `${publicUrl}/authority/crl`,
  randomBytes,
  vault,
});

/** Opens the authority as the settings say. @throws StartFault with a sentence */
export const openConfiguredAuthority = async (
  config: Pick<Config, 'organiser' | 'publicUrl' | 'keys'>,
  place: Place,
): Promise<Authority> =>
  openAuthority({
    ...authorityPlace(config, place),
    certificateDays: config.keys.certificateDays,
    seal: await openSeal(config, place.now),
  });

const openSeal = async ({ keys }: Pick<Config, 'keys'>, now: Date): Promise<BroughtSeal | null> => {
  if (keys.seal) return openSealP12(keys.seal, now);
  return keys.sealToken && openSealToken(keys.sealToken, now);
};
