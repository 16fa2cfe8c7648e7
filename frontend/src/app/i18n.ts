import { startLanguages } from '../shared/i18n';

type Module = { default: Record<string, string> };

// One file a room and language, read when the room is first shown in it.
const FILES = {
  ...import.meta.glob<Module>('../features/*/locales/*.ts'),
  ...import.meta.glob<Module>('./locales/*.ts'),
  ...import.meta.glob<Module>('../shared/**/locales/*.ts'),
};

const PLACES: Record<string, string> = {
  app: './',
  shared: '../shared/',
  trunks: '../shared/trunks/',
  'audit-entry': '../shared/audit/',
  'variable-form': '../shared/variables/',
};

/** Starts the languages of the page. */
export const startTexts = () =>
  startLanguages(async (language, room) => {
    const file = `${PLACES[room] ?? `../features/${room}/`}locales/${language}.ts`;
    const read = FILES[file];
    if (!read) throw new Error(`There are no texts in ${file}`);
    return (await read()).default;
  });
