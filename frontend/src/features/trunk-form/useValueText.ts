import { useTranslation } from 'react-i18next';
import type { Draft, FieldName } from './draft';

const FEW_NUMBERS = 10;

/** What a field holds, in words. */
export function useValueText() {
  const { t } = useTranslation('trunk-form');
  return (name: FieldName, draft: Draft): string => {
    switch (name) {
      case 'authPass':
        return t('secret.entered');
      case 'authMethod':
        return t(`method.${draft.authMethod}`);
      case 'callerIdMode':
        return t(`mode.${draft.callerIdMode}`);
      case 'fromUser':
        return t(`fromUser.${draft.fromUser}`);
      case 'identityHeader':
        return t(`identityHeader.${draft.identityHeader}`);
      case 'numberFormat':
        return t(`numberFormat.${draft.numberFormat}`);
      case 'transport':
        return draft.transport.toUpperCase();
      case 'enabled':
      case 'userPhone':
        return t(draft[name] ? 'value.on' : 'value.off');
      case 'baseNumbers':
        if (draft.baseNumbers.length > FEW_NUMBERS) return t('value.numbers', { count: draft.baseNumbers.length });
        return draft.baseNumbers.join(', ') || t('value.empty');
      case 'allowedIps':
      case 'codecPreferences':
        return draft[name].join(', ') || t('value.empty');
      default:
        return String(draft[name]) || t('value.empty');
    }
  };
}
