import { useTranslation } from 'react-i18next';
import type { Condition } from './condition';

/** What is said of the system's condition. */
export function useConditionText() {
  const { t } = useTranslation('system-state');
  return (condition: Condition): string => {
    switch (condition.kind) {
      case 'in_sync':
      case 'sending':
        return t(`condition.${condition.kind}`, { revision: condition.revision });
      case 'behind':
        return t('condition.behind', { node: condition.node, count: condition.count });
      case 'several_behind':
        return t('condition.several_behind', { count: condition.count });
      case 'filling_anew':
        return t('condition.filling_anew', { node: condition.node });
      default:
        return t(`condition.${condition.kind}`);
    }
  };
}
