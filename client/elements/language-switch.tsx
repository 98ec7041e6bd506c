import { common } from '../i18n/common.ts';
import { language, LANGUAGES } from '../i18n/language.ts';
import { speak } from '../i18n/words.ts';

export const LanguageSwitch = () => {
  const words = common();
  return (
    <div class="language-switch" role="group" aria-label={words.language}>
      {LANGUAGES.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={language.value === one}
          onClick={() => void speak(one)}
        >
          <span aria-hidden="true">{one === 'id' ? 'ID' : 'EN'}</span>
          <span class="for-ears">{words.languageNames[one]}</span>
        </button>
      ))}
    </div>
  );
};
