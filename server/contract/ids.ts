import { z } from 'zod';

/** Ids that people may see in an import file: lower-case letters, digits, hyphens; at most 64. */
export const identifier = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and hyphens');

/** Made by a client for each command, so that sending again is safe. */
export const commandId = z.uuid();

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits');

export const base64 = (maxBytes: number) => z.base64().max(Math.ceil(maxBytes / 3) * 4);
