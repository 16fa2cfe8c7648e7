import { Anchor, Button, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Blank } from '../../../shared/feedback/Blank';
import { LeaveGuard } from '../../../shared/form/LeaveGuard';
import { useMay } from '../../../shared/session';
import { Account } from './Account';
import { ChooseFile } from './ChooseFile';
import { counted, Counts } from './Counts';
import { Steps } from './Steps';
import { Stopped } from './Stopped';
import { useImport } from './useImport';

/** Base numbers from a file: choose, check, write. */
export function ImportNumbers() {
  const { t } = useTranslation('base-numbers');
  const { t: shared } = useTranslation('shared');
  const { state, start, write, stop, again } = useImport();
  if (!useMay('editor')) return <Blank title={shared('noPermission.title')} text={shared('noPermission.text')} />;
  return (
    <Stack>
      <LeaveGuard isDirty={state.step === 'applying'} />
      <div>
        <Anchor component={Link} to="/admin-settings/base-numbers" size="sm">
          {t('import.back')}
        </Anchor>
        <Title order={1}>{t('import.title')}</Title>
      </div>
      <Steps step={state.step} />
      {state.step === 'choose' && <ChooseFile problem={state.problem} isEmpty={state.isEmpty} onChosen={start} />}
      {state.step === 'checking' && (
        <Stack maw="40rem">
          <Text role="status">{t('import.checking')}</Text>
          <Progress value={(state.done / state.of) * 100} aria-label={t('import.checking')} animated />
          <Group>
            <Button variant="default" onClick={again}>
              {shared('cancel')}
            </Button>
          </Group>
        </Stack>
      )}
      {state.step === 'checked' && <Account rows={state.rows} onWrite={write} onAgain={again} />}
      {state.step === 'applying' && (
        <Stack maw="40rem">
          <Text role="status">
            {t('import.applying', { line: state.parts[state.done]?.from ?? 0, last: state.parts.at(-1)?.to ?? 0 })}
          </Text>
          <Progress value={(state.done / state.parts.length) * 100} aria-label={t('import.progress')} animated />
          <Group>
            <Button variant="default" onClick={stop}>
              {t('bulk.stop')}
            </Button>
          </Group>
        </Stack>
      )}
      {state.step === 'stopped' && <Stopped {...state} onGoOn={write} onAgain={again} />}
      {state.step === 'done' && (
        <Blank title={t('import.done')}>
          <Counts counts={counted(state.rows)} />
          <Button component={Link} to="/admin-settings/base-numbers">
            {t('import.back')}
          </Button>
        </Blank>
      )}
    </Stack>
  );
}
