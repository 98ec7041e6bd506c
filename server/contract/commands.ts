import { z } from 'zod';
import { base64, commandId, identifier, sha256 } from './ids.ts';

// One schema a command, keyed by name. A name without a handler does not compile (flow/command-table.ts).

const nothing = z.strictObject({});
const onePerson = z.strictObject({ personId: identifier });
const oneAgreement = z.strictObject({ agreementId: identifier });
const oneWave = z.strictObject({ wave: z.int().min(1).max(99) });

export const commandSchemas = {
  'ceremony:open': nothing,
  'ceremony:go-live': nothing,
  'ceremony:close': nothing,

  'notice:accept': z.strictObject({ noticeVersion: z.string().max(20) }),

  'link:reissue': onePerson,
  'link:revoke': onePerson,

  /** `device` as the roster tells it: whom the officer saw is confirmed, and nobody who took over meanwhile. */
  'identity:confirm': z.strictObject({ personId: identifier, device: sha256 }),
  'identity:issue-code': onePerson,
  'identity:enter-code': z.strictObject({ code: z.string().regex(/^\d{8}$/, 'eight digits') }),

  'stage:call': onePerson,
  'stage:send-back': onePerson,
  'stage:clear': nothing,

  'rundown:start': z.strictObject({ itemId: identifier }),

  'session:open': oneWave,
  'session:close': oneWave,

  'agreement:make-ready': oneAgreement,
  'agreement:consent': z.strictObject({
    agreementId: identifier,
    /** Hash of the very bytes that were shown. */
    sha256,
    /** Pages that were opened, in any order; every page must be among them. */
    pagesSeen: z.array(z.int().min(1).max(999)).max(999),
  }),
  'agreement:decline': z.strictObject({
    agreementId: identifier,
    reason: z
      .string()
      .trim()
      .min(3)
      .max(500)
      .refine((text) => text.isWellFormed(), 'well-formed text'),
  }),

  'signing:enrol': z.strictObject({ csr: base64(2048) }),
  'signing:prepare': oneAgreement,
  'signing:complete': z.strictObject({
    agreementId: identifier,
    /** Hash of the whole prepared document, as the browser checked it. */
    preparedSha256: sha256,
    /** r ‖ s over the DER of the signed attributes: 64 bytes. */
    signature: base64(64),
  }),
} as const;

export type CommandName = keyof typeof commandSchemas;
export type PayloadOf<Name extends CommandName> = z.output<(typeof commandSchemas)[Name]>;

/** What a client sends under the Socket.IO event `command`. */
export const commandEnvelope = z.strictObject({ id: commandId, name: z.string().max(60), payload: z.unknown() });

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commandSchemas, name);
