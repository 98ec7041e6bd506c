import { common } from '../i18n/common.ts';
import { useVisit } from '../state/visit.ts';
import { Notice } from './notice.tsx';

/** While the connection is lost: what is kept, what happened, what we do. Nothing at all while it stands. */
export const ConnectionNotice = () => {
  const { connection, topics } = useVisit();
  const words = common().connection;
  if (connection.state.value.state !== 'lost') return null;
  const hasSigned = topics.self.value?.agreements.some((agreement) => agreement.mine === 'signed') ?? false;
  if (connection.waiting.value > 0) return <Notice urgent>{words.lostPending}</Notice>;
  return <Notice urgent>{hasSigned ? words.lostSigned : words.lost}</Notice>;
};
