/** When somebody's connection ended, for whoever has to know how long a line has been lost. */
export type LostSince = {
  note(ceremonyId: string, personId: string, at: string): void;
  /** ISO 8601; for whom this process never saw, when it began to look. */
  since(ceremonyId: string, personId: string): string;
};

export const createLostSince = (begun: string): LostSince => {
  const gone = new Map<string, string>();
  return {
    note: (ceremonyId, personId, at) => void gone.set(`${ceremonyId}/${personId}`, at),
    since: (ceremonyId, personId) => gone.get(`${ceremonyId}/${personId}`) ?? begun,
  };
};
