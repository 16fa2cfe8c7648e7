import { useTranslation } from 'react-i18next';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Times and numbers in the language of the page. */
export function useFormats() {
  const { i18n } = useTranslation('shared');
  const language = i18n.language;
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  return {
    dateTime: (iso: string) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(iso)),
    date: (iso: string) => new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(iso)),
    time: (iso: string) => new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }).format(new Date(iso)),
    number: (value: number) => new Intl.NumberFormat(language).format(value),
    /** "3 minutes ago", "in 2 days". */
    ago(iso: string, now = Date.now()): string {
      const seconds = Math.round((Date.parse(iso) - now) / 1000);
      const distance = Math.abs(seconds);
      if (distance < MINUTE) return relative.format(seconds, 'second');
      if (distance < HOUR) return relative.format(Math.trunc(seconds / MINUTE), 'minute');
      if (distance < DAY) return relative.format(Math.trunc(seconds / HOUR), 'hour');
      return relative.format(Math.trunc(seconds / DAY), 'day');
    },
  };
}
