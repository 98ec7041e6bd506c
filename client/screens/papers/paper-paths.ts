import type { SessionView } from '#contract/views';

type Whose = Pick<SessionView, 'ceremonyId' | 'person'>;

/** Where documents are drawn up, for the person of this session. */
export const paperPaths = ({ ceremonyId, person }: Whose) => {
  const own = `/api/c/${ceremonyId}/${person.personId}`;
  return {
    document: (agreementId: string): string => `${own}/agreements/${agreementId}/document`,
    copy: (agreementId: string): string => `${own}/agreements/${agreementId}/copy`,
    completion: (agreementId: string): string => `${own}/agreements/${agreementId}/completion`,
    witnessSheet: (wave: number, witnessId: string): string => `${own}/waves/${wave}/witness-sheet/${witnessId}`,
    participation: `${own}/participation/${person.personId}`,
    attendance: `${own}/attendance-list`,
    press: `${own}/press-summary`,
    minutes: `${own}/minutes`,
    root: `${own}/record/root.json`,
  };
};
