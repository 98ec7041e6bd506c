import { z } from 'zod';

const nothing = z.strictObject({});

export const inaugurationCommands = {
  'inauguration:arm': nothing,
  'inauguration:disarm': nothing,
  'inauguration:press': nothing,
} as const;
