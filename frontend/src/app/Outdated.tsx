import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Shell.module.css';
import { useServiceVersion } from './useServiceVersion';
import { isBefore, VERSION } from './version';

/** Says that the service was upgraded since the page was opened. The browser asks before it reloads what is not saved. */
export function Outdated() {
  const { t } = useTranslation('app');
  const version = useServiceVersion();
  return (
    <div role="status">
      {version && isBefore(VERSION, version) && (
        <Group gap="sm" className={classes.outdated}>
          <Text size="sm">{t('version.outdated', { page: VERSION, service: version })}</Text>
          <Button size="xs" variant="default" onClick={() => location.reload()}>
            {t('version.reload')}
          </Button>
        </Group>
      )}
    </div>
  );
}
