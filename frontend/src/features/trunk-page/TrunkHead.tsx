import { Group, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../shared/feedback/CopyButton';
import { useMay } from '../../shared/session';
import { StatusSign } from '../../shared/trunks/StatusSign';
import { Actions } from './Actions';
import classes from './TrunkPage.module.css';
import type { Trunk } from './useTrunk';

/** Which trunk it is, how it fares in a word, and what can be done with it. */
export function TrunkHead({ trunk }: { trunk: Trunk }) {
  const { t } = useTranslation(['trunk-page', 'trunks']);
  const isEditor = useMay('editor');
  return (
    <header className={classes.head}>
      <div className={classes.who}>
        <Link to="/admin-settings/egress-trunks" className={classes.back}>
          {t('toAll')}
        </Link>
        <Group gap="sm">
          <Title order={1}>{trunk.name}</Title>
          <StatusSign status={trunk.status} />
        </Group>
        <Group gap="xs" className={classes.facts}>
          <code>{trunk.trunkId}</code>
          <CopyButton text={trunk.trunkId} name={t('trunkId')} />
          <span aria-hidden>·</span>
          <code>{trunk.sipUri}</code>
          <Text span size="sm" c="dimmed">
            {t(`trunks:transport.${trunk.transport}`)} · {t(`trunks:method.${trunk.authMethod}`)}
          </Text>
        </Group>
      </div>
      {isEditor && <Actions trunk={trunk} />}
    </header>
  );
}
