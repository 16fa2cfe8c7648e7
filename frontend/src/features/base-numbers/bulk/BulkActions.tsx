import { Button, Group, Paper, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BaseNumber } from '../queries';
import { type BulkAction, BulkDialog } from './BulkDialog';

type Props = { selected: readonly string[]; rows: readonly BaseNumber[]; onSelect: (numbers: string[]) => void };

/** What can be done with all numbers that are selected. */
export function BulkActions({ selected, rows, onSelect }: Props) {
  const { t } = useTranslation('base-numbers');
  const [action, setAction] = useState<BulkAction>();
  const hidden = useMemo(() => {
    const here = new Set(rows.map(({ number }) => number));
    return selected.filter((number) => !here.has(number)).length;
  }, [selected, rows]);
  return (
    <>
      {selected.length > 0 && (
        <Paper withBorder px="md" py="xs" component="section" aria-label={t('bulk.label')}>
          <Group gap="sm">
            <Text size="sm" fw={600} role="status">
              {t('bulk.selected', { count: selected.length })}
              {hidden > 0 && ` ${t('bulk.hidden', { count: hidden })}`}
            </Text>
            <Button size="xs" variant="default" onClick={() => setAction('link')}>
              {t('bulk.link')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setAction('unlink')}>
              {t('bulk.unlink')}
            </Button>
            <Button size="xs" variant="default" c="var(--mantine-color-error)" onClick={() => setAction('delete')}>
              {t('bulk.delete')}
            </Button>
            <Button size="xs" variant="subtle" ms="auto" onClick={() => onSelect([])}>
              {t('bulk.clear')}
            </Button>
          </Group>
        </Paper>
      )}
      {action && (
        <BulkDialog
          action={action}
          numbers={selected}
          onClose={() => setAction(undefined)}
          onGone={(gone) => onSelect(selected.filter((number) => !gone.has(number)))}
        />
      )}
    </>
  );
}
