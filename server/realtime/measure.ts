import { MAX_COMMAND_BYTES, MAX_JSON_DEPTH } from '#contract/constants';
import { refuse, type Refusal } from '#contract/refusal';

/** Refuses what is too deep or too long before anything looks into it; null when it is neither. */
export const measure = (value: unknown): Refusal | null => {
  if (isDeeper(value, MAX_JSON_DEPTH)) {
    return refuse('too-deep', `It is nested more than ${MAX_JSON_DEPTH} levels deep.`);
  }
  const text = JSON.stringify(value) ?? '';
  return Buffer.byteLength(text) > MAX_COMMAND_BYTES
    ? refuse('too-large', `It is larger than ${MAX_COMMAND_BYTES} bytes.`)
    : null;
};

/** Level by level, so that no depth can exhaust the stack. */
const isDeeper = (value: unknown, levels: number): boolean => {
  let layer: unknown[] = [value];
  for (let depth = 0; depth <= levels; depth += 1) {
    layer = layer.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
    if (layer.length === 0) return false;
  }
  return true;
};
