import './welcome-screen.css';
import { SUPPORTED_BROWSERS } from '../../browsers.ts';
import { TopBar } from '../../elements/top-bar.tsx';
import { join } from '../../i18n/join.ts';
import { useRoom } from '../../state/room.ts';

/** `/`: what this is, and the two doors: a personal link, and the verification of a document. */
export const WelcomeScreen = () => {
  useRoom('hall', 'Teken');
  const words = join();
  return (
    <div class="quiet-page">
      <TopBar />
      <main id="content" class="welcome">
        <h1>{words.welcomeTitle}</h1>
        <p class="welcome-lead">{words.welcomeBody}</p>
        <div class="welcome-doors">
          <section>
            <h2>{words.welcomeInvited}</h2>
            <p>{words.welcomeInvitedBody}</p>
          </section>
          <section>
            <h2>{words.welcomeVerify}</h2>
            <p>{words.welcomeVerifyBody}</p>
            <a href="/verify">{words.verifyDocument}</a>
          </section>
        </div>
        <p class="welcome-note">
          {words.browsers(SUPPORTED_BROWSERS.map(({ name, from }) => `${name} ${from}`).join(', '))} {words.mapCredit}
        </p>
      </main>
      <div class="kawung-floor" aria-hidden="true" />
    </div>
  );
};
