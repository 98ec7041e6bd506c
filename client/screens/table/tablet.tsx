import { path, readAddress } from '../../router.ts';
import { TableLink } from './table-link.tsx';
import { TableScreen } from './table-screen.tsx';

/** A shared tablet: its link first, then the table. */
export const Tablet = () => (readAddress(path.value).at === 'table-link' ? <TableLink /> : <TableScreen />);
