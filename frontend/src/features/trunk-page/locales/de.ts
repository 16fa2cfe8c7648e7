import type { Texts } from '../../../shared/i18n';
import type en from './en';

const de: Texts<typeof en> = {
  title: 'Titel',
};

export default de;
