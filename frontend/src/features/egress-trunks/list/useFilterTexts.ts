import { useTranslation } from 'react-i18next';
import { type ChoiceFilter, CHOICES, type Filters, FLAGS } from './search';

/** A filter that is on: what it is called, and the filters without it. */
export type OnFilter = { id: string; text: string; without: Filters };

/** What the filters are called. */
export function useFilterTexts() {
  const { t } = useTranslation('egress-trunks');
  const { t: trunks } = useTranslation('trunks');

  function choice(filter: ChoiceFilter, value: string) {
    if (filter === 'transport') return trunks(`transport.${value as 'udp'}`);
    if (filter === 'authMethod') return t(`method.${value as 'digest'}`);
    return trunks(filter === 'state' ? `state.${value as 'live'}` : `state.${value as 'failing'}`);
  }

  /** Those that are on, each alone. */
  function on(filters: Filters): OnFilter[] {
    const found: OnFilter[] = [];
    if (filters.q) found.push({ id: 'q', text: t('chip.q', { q: filters.q }), without: { q: undefined } });
    if (filters.enabled !== undefined)
      found.push({ id: 'enabled', text: t(`enabled.${filters.enabled}`), without: { enabled: undefined } });
    for (const filter of Object.keys(CHOICES) as ChoiceFilter[]) {
      const chosen = (filters[filter] ?? []) as string[];
      for (const value of chosen) {
        const rest = chosen.filter((one) => one !== value);
        found.push({
          id: `${filter} ${value}`,
          text: t('chip.choice', { filter: t(`filter.${filter}`), value: choice(filter, value) }),
          without: { [filter]: rest.length > 0 ? rest : undefined },
        });
      }
    }
    for (const flag of FLAGS) {
      if (filters[flag]) found.push({ id: flag, text: t(`filter.${flag}`), without: { [flag]: undefined } });
    }
    return found;
  }

  return { choice, on };
}
