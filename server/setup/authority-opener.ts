import { join } from 'node:path';
import { openVault, type Vault } from '#platform/vault';
import type { RandomBytes } from '#platform/random';
import type { Config } from '#server/config';
import { openAuthority, type Authority, type AuthorityOptions } from '#signing/authority';
import type { BroughtSeal } from '#signing/brought-seal';
import { issuingOn, type IssuingToken } from '#signing/issuing-token';
import { openToken, type Token } from '#signing/pkcs11-token';
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
  { organiser, publicUrl, keys }: Pick<Config, 'organiser' | 'publicUrl' | 'keys'>,
  { folder, vault, now, randomBytes }: Place,
  token: Token | null = tokenOf(keys),
): AuthorityOptions => ({
  folder: join(folder, 'keys'),
  organiser,
  now,
  crlUrl: `${publicUrl}/authority/crl`,
  randomBytes,
  vault,
  issuingToken: token && issuingTokenOf(keys, token),
});

/** Opens the authority as the settings say. @throws StartFault with a sentence */
export const openConfiguredAuthority = async (
  config: Pick<Config, 'organiser' | 'publicUrl' | 'keys'>,
  place: Place,
): Promise<Authority> => {
  // Seal and issuing authority wait for one another, where they are on the same token.
  const token = tokenOf(config.keys);
  return openAuthority({
    ...authorityPlace(config, place, token),
    certificateDays: config.keys.certificateDays,
    seal: await openSeal(config.keys, token, place.now),
  });
};

/** Nothing is asked of it yet. */
const tokenOf = ({ token }: Config['keys']): Token | null => token && openToken(token);

const issuingTokenOf = ({ token }: Config['keys'], opened: Token): IssuingToken | null => {
  const label = token?.issuingKey ?? null;
  return label === null ? null : issuingOn(opened, label);
};

const openSeal = async (keys: Config['keys'], token: Token | null, now: Date): Promise<BroughtSeal | null> => {
  if (keys.seal) return openSealP12(keys.seal, now);
  const seal = keys.token?.seal;
  return token && seal ? openSealToken({ token, ...seal }, now) : null;
};
