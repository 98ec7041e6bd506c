import { FaultPage } from './elements/pages.tsx';
import { Lazy } from './elements/lazy.tsx';
import { path, readAddress } from './router.ts';
import { openScreens } from './routes.ts';
import { Ceremony } from './screens/ceremony.tsx';

export const App = () => {
  const address = readAddress(path.value);
  switch (address.at) {
    case 'welcome':
      return <Lazy key="welcome" load={openScreens.welcome} whenFailed={FaultPage} />;
    case 'link':
      return <Lazy key={address.token} load={openScreens.link} whenFailed={FaultPage} />;
    case 'ceremony':
      return (
        <Ceremony
          key={`${address.ceremonyId}/${address.personId}`}
          ceremonyId={address.ceremonyId}
          personId={address.personId}
        />
      );
    case 'verify':
      return <Lazy key="verify" load={openScreens.verify} whenFailed={FaultPage} />;
    case 'table-link':
    case 'table':
      return <Lazy key="tablet" load={openScreens.tablet} whenFailed={FaultPage} />;
    case 'nowhere':
      return <Lazy key="nowhere" load={openScreens.nowhere} whenFailed={FaultPage} />;
  }
};
