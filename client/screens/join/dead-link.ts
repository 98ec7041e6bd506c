import type { ProblemCode } from '#contract/problems';
import { join } from '../../i18n/join.ts';

/** Links that lead nowhere: what happened, and what to do about it. Null for every other problem. */
export const deadLink = (code: ProblemCode): { readonly title: string; readonly todo: string } | null => {
  const words = join();
  if (code === 'link-invalid') return { title: words.invalidTitle, todo: words.invalidDo };
  if (code === 'link-expired') return { title: words.expiredTitle, todo: words.expiredDo };
  if (code === 'link-revoked') return { title: words.revokedTitle, todo: words.revokedDo };
  return null;
};
