import './styles/index.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { followLanguage } from './i18n/language.ts';
import { followAddress } from './router.ts';

followLanguage();
followAddress();

const app = document.getElementById('app');
// The page for old browsers takes #app away; then there is nothing to show here.
if (app !== null) render(<App />, app);
