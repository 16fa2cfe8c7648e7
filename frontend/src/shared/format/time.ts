import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const padded = (value: number) => String(value).padStart(2, '0');

function formatsOf(language: string) {
  return {
    dateTime: (iso: string) =>
      new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(iso)),
    date: (iso: string) => new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(iso)),
    time: (iso: string) =>
      new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }).format(new Date(iso)),
    /** With seconds. */
    timeOfDay: (iso: string) => new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(new Date(iso)),
    /** Of milliseconds: "0:42", "12:05", "1:02:30". */
    duration(ms: number): string {
      const all = Math.round(ms / 1000);
      const [hours, minutes, seconds] = [Math.trunc(all / HOUR), Math.trunc((all % HOUR) / MINUTE), all % MINUTE];
      return (hours > 0 ? [hours, padded(minutes), padded(seconds)] : [minutes, padded(seconds)]).join(':');
    },
    number: (value: number) => new Intl.NumberFormat(language).format(value),
    /** Of a part from 0 to 1. */
    percent: (part: number) =>
      new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(part),
    /** Of milliseconds: "1.9 s", "0.04 s". */
    seconds: (ms: number) =>
      `${new Intl.NumberFormat(language, { maximumFractionDigits: ms < 1000 ? 2 : 1 }).format(ms / 1000)}\u00a0s`,
    /** "3 minutes ago", "in 2 days". */
    ago(iso: string, now = Date.now()): string {
      const seconds = Math.round((Date.parse(iso) - now) / 1000);
      const distance = Math.abs(seconds);
      const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
      if (distance < MINUTE) return relative.format(seconds, 'second');
      if (distance < HOUR) return relative.format(Math.trunc(seconds / MINUTE), 'minute');
      if (distance < DAY) return relative.format(Math.trunc(seconds / HOUR), 'hour');
      return relative.format(Math.trunc(seconds / DAY), 'day');
    },
  };
}

/** Times and numbers in the language of the page; the same object as long as that is. */
export function useFormats() {
  const { language } = useTranslation('shared').i18n;
  return useMemo(() => formatsOf(language), [language]);
}
