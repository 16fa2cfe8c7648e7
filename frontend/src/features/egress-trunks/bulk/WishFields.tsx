import type { Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api, ok } from '../../../shared/api/client';
import { NumberControl } from '../../../shared/form/NumberControl';
import { PickControl } from '../../../shared/form/PickControl';
import type { BulkAction } from './action';

export type WishForm = { priority: number | ''; baseNumbers: string[] };

const MOST_CHOICES = 20;

async function findNumbers(q: string, signal: AbortSignal) {
  const page = await ok(
    api.GET('/api/v1/base-numbers', { params: { query: { q: q || undefined, limit: MOST_CHOICES } }, signal }),
  );
  return {
    choices: page.items.map(({ number, name }) => ({ value: number, label: name })),
    total: page.total ?? page.items.length,
  };
}

/** What an action has to know beside the trunks. */
export function WishFields({
  action,
  control,
  isDisabled,
}: {
  action: BulkAction;
  control: Control<WishForm>;
  isDisabled: boolean;
}) {
  const { t } = useTranslation('egress-trunks');
  if (action === 'set_priority') {
    return (
      <NumberControl
        name="priority"
        control={control}
        label={t('wish.priority')}
        help={t('wish.priorityHelp')}
        min={0}
        max={100}
        isDisabled={isDisabled}
      />
    );
  }
  if (action !== 'link' && action !== 'unlink') return null;
  return (
    <PickControl
      name="baseNumbers"
      control={control}
      label={t('wish.numbers')}
      help={t(`wish.${action}Help`)}
      isDisabled={isDisabled}
      of="base-numbers"
      find={findNumbers}
    />
  );
}

/** What is wished for; undefined as long as something is missing. */
export function wishOf(action: BulkAction, { priority, baseNumbers }: WishForm) {
  if (action === 'set_priority')
    return typeof priority === 'number' && priority >= 0 && priority <= 100 ? { action, priority } : undefined;
  if (action === 'link' || action === 'unlink') return baseNumbers.length > 0 ? { action, baseNumbers } : undefined;
  return { action };
}
