import { destination, pino, stdSerializers } from 'pino';

type Write = (fields: object, message: string) => void;

/** Constant messages; fields carry ids and numbers. No names, no payloads, no tokens, no secrets. */
export type Log = { readonly debug: Write; readonly info: Write; readonly warn: Write; readonly error: Write };

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

// A net under the rule above: should a request, a cookie or a token ever be logged whole, its secret part is removed.
const secretFields = ['token', 'ticket', 'cookie', 'authorization', 'password', 'secret', 'key'];

/** One JSON object a line, on stderr by default: stdout belongs to the ready line and the links. */
export const openLog = (level: LogLevel, stream: { write(line: string): unknown } = destination(2)): Log => {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: stdSerializers.err },
      redact: { paths: secretFields.flatMap((field) => [field, `*.${field}`]), censor: '[removed]' },
    },
    { write: (line) => void stream.write(line) },
  );
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  };
};
