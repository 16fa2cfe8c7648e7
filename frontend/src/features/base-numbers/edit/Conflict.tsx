import { Button, Group, Modal, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/format/time';
import type { BaseNumber, NumberFields } from '../queries';

type Props = { mine: NumberFields; theirs: BaseNumber; onKeepMine: () => void; onTakeTheirs: () => void };

/** Somebody else was faster: shows both, and lets whoever saves choose. */
export function Conflict({ mine, theirs, onKeepMine, onTakeTheirs }: Props) {
  const { t } = useTranslation('base-numbers');
  const { t: shared } = useTranslation('shared');
  const { ago } = useFormats();
  const none = t('conflict.none');
  const listed = (trunkIds: readonly string[] | undefined) => [...(trunkIds ?? [])].sort().join(', ') || none;
  const rows = [
    { field: t('field.name'), mine: mine.name.trim() || none, theirs: theirs.name ?? none },
    { field: t('field.trunks'), mine: listed(mine.egressTrunks), theirs: listed(theirs.egressTrunks) },
  ];
  return (
    <Modal
      opened
      onClose={onTakeTheirs}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('conflict.title')}
      size="lg"
    >
      <Stack>
        <Text>{t('conflict.text', { who: theirs.updatedBy, when: ago(theirs.updatedAt), number: theirs.number })}</Text>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('conflict.field')}</Table.Th>
              <Table.Th>{t('conflict.mine')}</Table.Th>
              <Table.Th>{t('conflict.theirs')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.field} fw={row.mine === row.theirs ? undefined : 650}>
                <Table.Th scope="row">{row.field}</Table.Th>
                <Table.Td>{row.mine}</Table.Td>
                <Table.Td>{row.theirs}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Group justify="flex-end" aria-label={shared('actions')}>
          <Button variant="default" onClick={onTakeTheirs}>
            {t('conflict.takeTheirs')}
          </Button>
          <Button onClick={onKeepMine} data-autofocus>
            {t('conflict.keepMine')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
