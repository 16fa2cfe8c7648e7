import { Button, Group, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ProblemError, Violation } from '../../../shared/api/problem';
import { ProblemAlert } from '../../../shared/feedback/ProblemAlert';
import { SelectControl } from '../../../shared/form/SelectControl';
import { TextControl } from '../../../shared/form/TextControl';
import { putToFields } from '../../../shared/form/violations';
import { useProblemTexts } from '../../../shared/i18n/problems';
import { ROLES } from '../search';
import { createToken, type NewToken, type TokenFields } from './queries';

const POINTERS = { name: '/name', role: '/role', days: '/expiresAt' } as const;
/** The service's usual limit is 366 days. */
const DAYS = [7, 30, 90, 180, 365];

export function TokenForm({ onMade, onClose }: { onMade: (token: NewToken) => void; onClose: () => void }) {
  const { t } = useTranslation('access');
  const { t: shared } = useTranslation('shared');
  const texts = useProblemTexts();
  const [elsewhere, setElsewhere] = useState<readonly Violation[]>([]);
  const { control, handleSubmit, setError } = useForm<TokenFields>({
    defaultValues: { name: '', role: 'editor', days: '90' },
  });
  const role = useWatch({ control, name: 'role' });
  const making = useMutation<NewToken, ProblemError, TokenFields>({
    mutationFn: createToken,
    // The answer holds the token.
    gcTime: 0,
    onSuccess: onMade,
    onError: ({ violations }) =>
      setElsewhere(putToFields<TokenFields>(violations, POINTERS, texts.violation, setError)),
  });
  return (
    <form noValidate onSubmit={(event) => void handleSubmit((fields) => making.mutate(fields))(event)}>
      <Stack>
        <TextControl
          name="name"
          control={control}
          label={t('name')}
          help={t('token.name.help')}
          isRequired
          placeholder="deploy"
        />
        <SelectControl
          name="role"
          control={control}
          label={t('role')}
          help={t(`role.${role}.may`)}
          options={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
        />
        <SelectControl
          name="days"
          control={control}
          label={t('token.days')}
          help={t('token.days.help')}
          options={DAYS.map((days) => ({ value: String(days), label: t('token.days.count', { count: days }) }))}
        />
        <ProblemAlert problem={making.error} elsewhere={elsewhere} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {shared('cancel')}
          </Button>
          <Button type="submit" loading={making.isPending}>
            {shared('create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
