import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TrunkSelect } from '../TrunkSelect';
import { BulkEffects } from './BulkEffects';
import { BulkResult } from './BulkResult';
import { useBulk } from './useBulk';

export type BulkAction = 'link' | 'unlink' | 'delete';

type Props = {
  action: BulkAction;
  numbers: readonly string[];
  /** Called with those that are deleted. */
  onGone: (numbers: ReadonlySet<string>) => void;
  onClose: () => void;
};

/** Says what will happen to the selected numbers, does it, and tells what came of it. */
export function BulkDialog({ action, numbers, onGone, onClose }: Props) {
  const { t } = useTranslation('base-numbers');
  const { t: shared } = useTranslation('shared');
  const [trunkId, setTrunkId] = useState<string>();
  const { those, progress, isRunning, run, stop } = useBulk(action, numbers);
  const isOver = progress !== undefined && !isRunning;

  function close() {
    stop();
    if (action === 'delete' && progress) onGone(new Set(progress.good));
    onClose();
  }

  return (
    <Modal
      opened
      onClose={close}
      title={t(`bulk.${action}.title`, { count: those.length })}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': shared('close') }}
    >
      <Stack>
        {!progress && action !== 'delete' && (
          <TrunkSelect label={t('field.trunk')} isLabelSeen value={trunkId} onChange={setTrunkId} />
        )}
        {!progress && action === 'delete' && <Text>{t('bulk.delete.effect', { count: those.length })}</Text>}
        {!progress && action !== 'delete' && trunkId && (
          <BulkEffects action={action} trunkId={trunkId} numbers={those} />
        )}
        {progress && <BulkResult total={those.length} progress={progress} isRunning={isRunning} />}
        <Group justify="flex-end">
          {isRunning && (
            <Button variant="default" onClick={stop}>
              {t('bulk.stop')}
            </Button>
          )}
          {!isRunning && (
            <Button variant="default" onClick={close}>
              {isOver ? shared('close') : shared('cancel')}
            </Button>
          )}
          {!progress && (
            <Button
              color={action === 'delete' ? 'red' : undefined}
              disabled={action !== 'delete' && !trunkId}
              onClick={() => void run(trunkId ?? '')}
            >
              {t(`bulk.${action}.do`)}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
