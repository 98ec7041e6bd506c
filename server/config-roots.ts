import { X509Certificate } from 'node:crypto';

/** The roots in a PEM file that the setting `name` names, PEM each; a file without any, or with others, is a problem. */
export const rootsIn = (
  { name, file, text }: { readonly name: string; readonly file: string; readonly text: string },
  problems: { push(problem: string): unknown },
): readonly string[] => {
  const roots = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (roots.length === 0 || !roots.every(isAuthority))
    problems.push(`${name} names ${file}, which does not hold certificates of authorities in PEM.`);
  return roots;
};

const isAuthority = (pem: string): boolean => {
  try {
    return new X509Certificate(pem).ca;
  } catch {
    return false;
  }
};
