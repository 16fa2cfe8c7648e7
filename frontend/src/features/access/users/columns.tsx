import { Badge, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/format/time';
import type { Column } from '../../../shared/table/DataTable';
import type { User } from './queries';

/** The columns of the list of users. */
export function useColumns(): readonly Column<User>[] {
  const { t } = useTranslation('access');
  const { ago, dateTime } = useFormats();
  return [
    {
      id: 'username',
      title: t('user'),
      sort: 'username',
      cell: ({ username, name }) => (
        <Stack gap={0}>
          <Link to="." search={(search) => ({ ...search, user: username })}>
            {username}
          </Link>
          {name && (
            <Text size="xs" c="dimmed">
              {name}
            </Text>
          )}
        </Stack>
      ),
    },
    { id: 'role', title: t('role'), sort: 'role', cell: ({ role }) => t(`role.${role}`) },
    {
      id: 'state',
      title: t('user.state'),
      cell: ({ disabled }) => (
        <Badge color={disabled ? 'gray' : 'green'}>{t(disabled ? 'user.disabled' : 'user.enabled')}</Badge>
      ),
    },
    {
      id: 'updated',
      title: t('updated'),
      sort: 'updatedAt',
      isMinor: true,
      cell: ({ updatedAt, updatedBy }) => (
        <Text size="sm" title={dateTime(updatedAt)}>
          {t('stamp', { when: ago(updatedAt), who: updatedBy })}
        </Text>
      ),
    },
  ];
}
