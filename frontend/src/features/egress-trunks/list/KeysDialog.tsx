import { Kbd, Modal, Stack, Switch, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const KEYS = [
  ['/', 'keys.search'],
  ['n', 'keys.new'],
  ['↑ ↓', 'keys.move'],
  ['Home End', 'keys.ends'],
  ['Enter', 'keys.open'],
  ['x', 'keys.select'],
  ['?', 'keys.help'],
] as const;

type Props = { isOn: boolean; onTurn: (on: boolean) => void; onClose: () => void };

/** Which keys do what, and whether they do. */
export default function KeysDialog({ isOn, onTurn, onClose }: Props) {
  const { t } = useTranslation('egress-trunks');
  const { t: shared } = useTranslation('shared');
  return (
    <Modal opened onClose={onClose} title={t('keys')} closeButtonProps={{ 'aria-label': shared('close') }}>
      <Stack>
        <Table>
          <Table.Tbody>
            {KEYS.map(([keys, text]) => (
              <Table.Tr key={keys}>
                <Table.Th scope="row">
                  {keys.split(' ').map((key) => (
                    <Kbd key={key} mr={4}>
                      {key}
                    </Kbd>
                  ))}
                </Table.Th>
                <Table.Td>{t(text)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Switch
          label={t('keys.on')}
          description={t('keys.onHelp')}
          checked={isOn}
          onChange={(event) => onTurn(event.currentTarget.checked)}
        />
      </Stack>
    </Modal>
  );
}
