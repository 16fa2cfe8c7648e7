import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

/** The texts of a room in one language, with the keys of the English ones. */
export type Texts<T> = { readonly [K in keyof T]: string };

const KEPT_AS = 'egress-language';

const isLanguage = (text: string | null | undefined): text is Language => text != null && text in LANGUAGES;

/** The language chosen before, else the first of the browser's that we have, else English. */
function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT_AS);
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

/** Where the texts of a room, by its name, are in a language. */
export type ReadTexts = (language: string, room: string) => Promise<Record<string, string>>;

/** Starts the languages; a room's texts are read when it is first shown. */
export function startLanguages(read: ReadTexts) {
  const backend: BackendModule = {
    type: 'backend',
    init() {},
    read: (language, room, done) => {
      read(language, room).then(
        (texts) => done(null, texts),
        (error: Error) => done(error, null),
      );
    },
  };
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  return i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      fallbackLng: false,
      ns: ['shared'],
      defaultNS: 'shared',
      keySeparator: false,
      nsSeparator: ':',
      interpolation: { escapeValue: false },
      returnEmptyString: false,
    });
}

/** Changes the language of the page, and of later visits. */
export function speak(language: Language) {
  localStorage.setItem(KEPT_AS, language);
  return i18next.changeLanguage(language);
}
