import { ActionIcon, Menu } from '@mantine/core';
import IconCopy from '@tabler/icons-react/dist/esm/icons/IconCopy.mjs';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import IconPlayerPause from '@tabler/icons-react/dist/esm/icons/IconPlayerPause.mjs';
import IconPlayerPlay from '@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Actions } from '../bulk/action';
import type { Trunk } from './queries';

/** The opened menu of a row. */
export default function RowMenu({ trunk: { trunkId, name, enabled }, onAct }: { trunk: Trunk; onAct: Actions['ask'] }) {
  const { t } = useTranslation('egress-trunks');
  const toggle = enabled ? 'disable' : 'enable';
  return (
    <Menu defaultOpened withInitialFocusPlaceholder={false} position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" autoFocus aria-label={t('row.actions', { name })}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('row.actions', { name })}>
        <Menu.Item
          leftSection={<IconPencil size={16} aria-hidden />}
          renderRoot={(props) => (
            <Link to="/admin-settings/egress-trunks/$trunkId/edit" params={{ trunkId }} {...props} />
          )}
        >
          {t('row.edit')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy size={16} aria-hidden />}
          renderRoot={(props) => (
            <Link to="/admin-settings/egress-trunks/new" search={{ copyOf: trunkId }} {...props} />
          )}
        >
          {t('row.duplicate')}
        </Menu.Item>
        <Menu.Item
          leftSection={enabled ? <IconPlayerPause size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />}
          onClick={() => onAct(toggle, [trunkId])}
        >
          {t(`action.${toggle}`)}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          c="var(--mantine-color-error)"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={() => onAct('delete', [trunkId])}
        >
          {t('action.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
