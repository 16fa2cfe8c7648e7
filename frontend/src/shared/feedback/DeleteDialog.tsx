import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { ProblemError } from '../api/problem';
import { useProblemTexts } from '../i18n/problems';
import { ProblemAlert } from './ProblemAlert';

type Props = {
  /** What shall go; undefined: nothing, the dialog is closed. */
  name: string | undefined;
  /** Deletes it; `force` although others use it. */
  onDelete: (force: boolean) => Promise<unknown>;
  /** Whether it may go although others use it. */
  canForce?: boolean;
  onDeleted: () => void;
  onClose: () => void;
  /** What will happen, in a sentence. */
  consequence?: string;
  /** How something that uses it is shown, as by a link to it. */
  dependent?: (dependent: Schemas['Dependent']) => ReactNode;
};

/** Asks before something is deleted; names what still uses it. */
export function DeleteDialog({ name, onDelete, canForce = false, onDeleted, onClose, consequence, dependent }: Props) {
  const { t } = useTranslation('shared');
  const texts = useProblemTexts();
  const removal = useMutation<unknown, ProblemError, boolean>({ mutationFn: onDelete, onSuccess: onDeleted });
  const dependents = (removal.error?.extra.dependents ?? []) as Schemas['Dependent'][];
  const count = Number(removal.error?.extra.dependentCount ?? dependents.length);
  const isUsed = removal.error?.slug === 'in-use';
  const close = () => {
    removal.reset();
    onClose();
  };
  return (
    <Modal
      opened={name !== undefined}
      onClose={close}
      title={t('delete.title', { name: name ?? '' })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        {!isUsed && <Text>{consequence ?? t('delete.final')}</Text>}
        {removal.error && !isUsed && <ProblemAlert problem={removal.error} />}
        {isUsed && (
          <div role="alert">
            <Text>{t('delete.used', { count })}</Text>
            <List size="sm" my="xs">
              {dependents.slice(0, 10).map((one) => (
                <List.Item key={`${one.kind} ${one.id}`}>{dependent?.(one) ?? <code>{one.id}</code>}</List.Item>
              ))}
              {count > 10 && <List.Item>{t('delete.andMore', { count: count - 10 })}</List.Item>}
            </List>
            {canForce
              ? consequence && <Text>{consequence}</Text>
              : removal.error && <Text>{texts.whatToDo(removal.error)}</Text>}
          </div>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {t('cancel')}
          </Button>
          {(!isUsed || canForce) && (
            <Button color="red" loading={removal.isPending} onClick={() => removal.mutate(isUsed)}>
              {isUsed ? t('delete.anyway') : t('delete')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
