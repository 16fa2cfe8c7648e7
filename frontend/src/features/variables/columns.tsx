import { Badge, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../shared/format/time';
import type { Column } from '../../shared/table/DataTable';
import { Expiry } from '../../shared/variables/Expiry';
import type { Variable } from './queries';
import { VariableType } from './VariableType';

const SHOWN_TRUNKS = 3;

/** The columns of the list of variables. */
export function useColumns(): readonly Column<Variable>[] {
  const { t } = useTranslation('variables');
  const { ago, dateTime } = useFormats();
  return [
    {
      id: 'name',
      title: t('column.name'),
      sort: 'name',
      cell: ({ name }) => (
        <Link to="." search={(search) => ({ ...search, variable: name })}>
          <code>{name}</code>
        </Link>
      ),
    },
    {
      id: 'type',
      title: t('column.type'),
      sort: 'type',
      isMinor: true,
      cell: (variable) => <VariableType variable={variable} />,
    },
    { id: 'usedBy', title: t('column.usedBy'), isMinor: true, cell: (variable) => <UsedBy variable={variable} /> },
    {
      id: 'updated',
      title: t('column.updated'),
      sort: 'updatedAt',
      isMinor: true,
      cell: ({ updatedAt, updatedBy }) => (
        <Text size="sm" title={dateTime(updatedAt)}>
          {t('updatedBy', { when: ago(updatedAt), who: updatedBy })}
        </Text>
      ),
    },
    {
      id: 'expires',
      title: t('column.expires'),
      cell: ({ certificate }) => certificate && <Expiry daysLeft={certificate.daysLeft} />,
    },
  ];
}

function UsedBy({ variable: { usedBy, usedByCount } }: { variable: Variable }) {
  const { t } = useTranslation('variables');
  if (usedByCount === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('unused')}
      </Text>
    );
  }
  const shown = usedBy?.slice(0, SHOWN_TRUNKS) ?? [];
  const more = usedByCount - shown.length;
  return (
    <Group gap="xs">
      {shown.map((trunkId) => (
        <Link key={trunkId} to="/admin-settings/egress-trunks/$trunkId" params={{ trunkId }}>
          {trunkId}
        </Link>
      ))}
      {more > 0 && <Badge color="gray">{t('usedBy.more', { count: more })}</Badge>}
    </Group>
  );
}
