import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { DeleteDialog } from '../../../shared/feedback/DeleteDialog';
import { ProblemAlert } from '../../../shared/feedback/ProblemAlert';
import { LeaveGuard } from '../../../shared/form/LeaveGuard';
import { PickControl } from '../../../shared/form/PickControl';
import { TextControl } from '../../../shared/form/TextControl';
import { useMay } from '../../../shared/session';
import { type BaseNumber, deleteNumber, findTrunks } from '../queries';
import { Conflict } from './Conflict';
import { EffectiveOrder } from './EffectiveOrder';
import { useNumberForm } from './useNumberForm';

type Props = { read?: BaseNumber; onClose: (isSaved: boolean) => void };

const choices = async (text: string, signal: AbortSignal) => {
  const { items, total } = await findTrunks(text, signal);
  return {
    choices: items.map(({ trunkId, name, priority }) => ({ value: trunkId, label: `${name} (${priority})` })),
    total: total ?? items.length,
  };
};

/** Number, name and trunks of a base number. */
export function NumberForm({ read, onClose }: Props) {
  const { t } = useTranslation('base-numbers');
  const { t: shared } = useTranslation('shared');
  const mayEdit = useMay('editor');
  const [asksDelete, setAsksDelete] = useState(false);
  const { form, submit, saving, elsewhere, conflict, keepMine, takeTheirs, isDirty, tellDeleted } = useNumberForm(
    read,
    () => onClose(true),
  );
  const trunkIds = useWatch({ control: form.control, name: 'egressTrunks' });
  return (
    <form onSubmit={submit} noValidate>
      <LeaveGuard isDirty={isDirty} />
      <Stack>
        {!read && (
          <TextControl
            name="number"
            control={form.control}
            label={t('field.number')}
            help={t('field.number.help')}
            isRequired
            isFirst
            mono
            inputMode="tel"
            placeholder="+4930123456"
          />
        )}
        <TextControl
          name="name"
          control={form.control}
          label={t('field.name')}
          help={t('field.name.help')}
          isFirst={read !== undefined}
          isDisabled={!mayEdit}
        />
        <PickControl
          name="egressTrunks"
          control={form.control}
          label={t('field.trunks')}
          help={t('field.trunks.help')}
          of="egress-trunks"
          find={choices}
          isDisabled={!mayEdit}
        />
        <EffectiveOrder trunkIds={trunkIds} />
        {!conflict && <ProblemAlert problem={saving.error} elsewhere={elsewhere} />}
        {mayEdit && (
          <Group justify="space-between">
            {read ? (
              <Button variant="subtle" color="red" c="var(--mantine-color-error)" onClick={() => setAsksDelete(true)}>
                {shared('delete')}
              </Button>
            ) : (
              <span />
            )}
            <Group gap="xs">
              <Button variant="default" onClick={() => onClose(false)}>
                {shared('cancel')}
              </Button>
              <Button type="submit" loading={saving.isPending}>
                {read ? shared('save') : shared('create')}
              </Button>
            </Group>
          </Group>
        )}
      </Stack>
      {conflict && (
        <Conflict mine={form.getValues()} theirs={conflict} onKeepMine={keepMine} onTakeTheirs={takeTheirs} />
      )}
      {read && (
        <DeleteDialog
          name={asksDelete ? read.number : undefined}
          consequence={t('delete.consequence')}
          canForce
          onDelete={(force) => deleteNumber(read.number, force, read.revision)}
          onDeleted={tellDeleted}
          onClose={() => setAsksDelete(false)}
        />
      )}
    </form>
  );
}
