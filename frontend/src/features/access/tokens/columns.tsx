import { Badge, Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/format/time';
import type { Column } from '../../../shared/table/DataTable';
import type { Token } from './queries';

const SOON_MS = 14 * 86_400_000;

/** The columns of the list of API tokens. */
export function useColumns(onRevoke: (token: Token) => void): readonly Column<Token>[] {
  const { t } = useTranslation('access');
  const { ago, dateTime } = useFormats();
  return [
    { id: 'name', title: t('name'), sort: 'name', cell: ({ name }) => <code>{name}</code> },
    { id: 'role', title: t('role'), sort: 'role', isMinor: true, cell: ({ role }) => t(`role.${role}`) },
    {
      id: 'made',
      title: t('token.made'),
      sort: 'createdAt',
      isMinor: true,
      cell: ({ createdAt, createdBy }) => (
        <Text size="sm" title={dateTime(createdAt)}>
          {t('stamp', { when: ago(createdAt), who: createdBy })}
        </Text>
      ),
    },
    {
      id: 'used',
      title: t('token.used'),
      isMinor: true,
      cell: ({ lastUsedAt }) =>
        lastUsedAt ? (
          <Text size="sm" title={dateTime(lastUsedAt)}>
            {ago(lastUsedAt)}
          </Text>
        ) : (
          <Text size="sm" c="dimmed">
            {t('token.never')}
          </Text>
        ),
    },
    {
      id: 'expires',
      title: t('token.expires'),
      sort: 'expiresAt',
      cell: ({ expiresAt }) => <Expires at={expiresAt} />,
    },
    {
      id: 'actions',
      title: t('token.revoke'),
      isUntitled: true,
      align: 'end',
      cell: (token) => (
        <Button
          size="compact-sm"
          variant="default"
          c="var(--mantine-color-error)"
          aria-label={`${t('token.revoke')}: ${token.name}`}
          onClick={() => onRevoke(token)}
        >
          {t('token.revoke')}
        </Button>
      ),
    },
  ];
}

function Expires({ at }: { at: string }) {
  const { t } = useTranslation('access');
  const { ago, date, dateTime } = useFormats();
  // eslint-disable-next-line react-hooks/purity -- it is said as of when it is drawn
  const leftMs = Date.parse(at) - Date.now();
  if (leftMs > SOON_MS) return <span title={dateTime(at)}>{date(at)}</span>;
  return (
    <Badge color={leftMs <= 0 ? 'red' : 'orange'} title={dateTime(at)}>
      {leftMs <= 0 ? t('token.over', { when: ago(at) }) : ago(at)}
    </Badge>
  );
}
