import { useTranslation } from 'react-i18next';
import type { ProblemError, Violation } from '../api/problem';
import type en from '../locales/en';

type Key = keyof typeof en;

/** What is said of problems in the language of the page; the server's own sentences are English, and say more. */
export function useProblemTexts() {
  const { t, i18n } = useTranslation('shared');
  const known = (key: string): key is Key => i18n.exists(key, { ns: 'shared' });
  const speaksTheServers = i18n.language === 'en';
  return {
    title({ slug, message }: ProblemError): string {
      const key = `problem.${slug}`;
      return known(key) ? t(key) : message;
    },
    whatToDo({ slug, detail, extra, retryAfter }: ProblemError): string {
      if (slug === 'too-many-requests' && retryAfter) return t('problem.too-many-requests.wait', { count: retryAfter });
      const key = `problem.${slug}.do`;
      // Of what breaks a rule the service says where it is told: in "errors", of which a page has no need.
      if ((speaksTheServers && detail && !extra.trace && slug !== 'invalid') || !known(key)) return detail;
      return t(key as 'problem.internal.do', { trace: String(extra.trace ?? '–') });
    },
    violation({ code, detail }: Violation): string {
      const key = `violation.${code}`;
      return speaksTheServers || !known(key) ? detail : t(key as 'violation.required');
    },
  };
}
