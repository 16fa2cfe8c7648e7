import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import type { Trunk } from '../useTrunk';

type Named = Pick<Trunk, 'name' | 'priority' | 'enabled'>;

/** When a call from a number comes to the trunk: first, or after which others; and who comes after it. */
export function useOrder({ trunkId, enabled }: Trunk, others: ReadonlyMap<string, Named>) {
  const { t } = useTranslation('trunk-page');
  const named = (id: string) => {
    const other = others.get(id);
    if (!other) return id;
    return other.enabled ? `${other.name} (${other.priority})` : t('order.disabled', { name: other.name });
  };

  return ({ egressTrunks, egressTrunkCount }: Schemas['BaseNumber']): string => {
    if (!enabled) return t('order.notAtAll');
    const place = egressTrunks?.indexOf(trunkId) ?? -1;
    if (!egressTrunks || place < 0) return t('order.oneOf', { count: egressTrunkCount });
    const before = egressTrunks.slice(0, place);
    const after = egressTrunks.slice(place + 1);
    // Those that are disabled are passed over: they take nothing away from being first.
    const isFirst = before.every((id) => others.get(id)?.enabled === false);
    return [
      isFirst ? t('order.first') : t('order.after', { names: before.map(named).join(', ') }),
      after.length > 0 ? t('order.then', { names: after.map(named).join(', ') }) : '',
    ]
      .filter(Boolean)
      .join(', ');
  };
}
