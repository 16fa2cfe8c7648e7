import { Paper, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { signOf } from '../../../shared/trunks/sign';
import type { Trunk } from '../useTrunk';
import classes from './Overview.module.css';
import { useStatusSentences } from './useStatusSentences';

/** How the trunk is, in sentences, and what to do about it. */
export function StatusCard({ trunk }: { trunk: Trunk }) {
  const { t } = useTranslation('trunk-page');
  const sentences = useStatusSentences()(trunk);
  const { tone } = signOf(trunk.status);
  return (
    <Paper withBorder p="md" component="section" aria-label={t('status')} className={classes.status} data-tone={tone}>
      <Title order={2} size="h3">
        {t('status')}
      </Title>
      <div role="status">
        {sentences.map(({ what, toDo }) => (
          <div key={what} className={classes.sentence}>
            <Text size="sm">{what}</Text>
            {toDo && (
              <Text size="sm" fw={600}>
                {toDo}
              </Text>
            )}
          </div>
        ))}
      </div>
    </Paper>
  );
}
