import './styles/index.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { followLanguage, rememberedLanguage } from './i18n/language.ts';
import { speak } from './i18n/words.ts';
import { followAddress } from './router.ts';

await speak(rememberedLanguage());
followLanguage();
followAddress();

const app = document.getElementById('app');
// The page for old browsers takes #app away; then there is nothing to show here.
if (app !== null) render(<App />, app);
