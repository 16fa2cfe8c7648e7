import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../shared/format/time';
import { ConflictField } from './ConflictField';
import { type Draft, draftOf, type FieldName, type Trunk } from './draft';
import { FIELD_NAMES } from './fields';
import { merge, resolve, type Side } from './merge';
import type { Meanwhile } from './useSave';
import { useValueText } from './useValueText';

type Props = {
  form: UseFormReturn<Draft>;
  base: Trunk;
  meanwhile: Meanwhile;
  onSave: (draft: Draft, on: Trunk | undefined) => void;
  onClose: () => void;
};

/** Who was faster, with what, and what shall become of it. */
export function ConflictDialog({ meanwhile, ...rest }: Props) {
  const { t } = useTranslation('trunk-form');
  const { t: shared } = useTranslation('shared');
  const { ago } = useFormats();
  const { theirs, mine } = meanwhile;
  const title = theirs ? t('conflict.title', { who: theirs.updatedBy, when: ago(theirs.updatedAt) }) : t('gone.title');
  return (
    <Modal
      opened
      onClose={rest.onClose}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': shared('close') }}
      closeOnClickOutside={false}
    >
      {theirs ? <Changed {...rest} mine={mine} theirs={theirs} /> : <Gone {...rest} mine={mine} />}
    </Modal>
  );
}

type Of = Omit<Props, 'meanwhile'> & { mine: Draft };

function Gone({ mine, onSave, onClose }: Of) {
  const { t } = useTranslation('trunk-form');
  return (
    <Stack>
      <Text>{t('gone.text')}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('gone.stay')}
        </Button>
        <Button onClick={() => onSave(mine, undefined)}>{t('gone.create')}</Button>
      </Group>
    </Stack>
  );
}

function Changed({ form, base, mine, theirs, onSave, onClose }: Of & { theirs: Trunk }) {
  const { t } = useTranslation('trunk-form');
  const textOf = useValueText();
  const [chosen, setChosen] = useState<Partial<Record<FieldName, Side>>>({});
  const now = draftOf(theirs);
  const merged = merge(draftOf(base), mine, now, theirs.authPassChangedAt !== base.authPassChangedAt);
  const { conflicts, taken } = merged;

  function save() {
    const resolved = resolve(merged, now, chosen);
    form.reset(now);
    for (const name of FIELD_NAMES) form.setValue(name, resolved[name], { shouldDirty: true });
    onSave(resolved, theirs);
  }

  return (
    <Stack>
      <Text>{t(conflicts.length > 0 ? 'conflict.text' : 'conflict.none')}</Text>
      {conflicts.map((name) => (
        <ConflictField
          key={name}
          name={name}
          values={{ before: textOf(name, draftOf(base)), mine: textOf(name, mine), theirs: textOf(name, now) }}
          chosen={chosen[name] ?? 'mine'}
          onChoose={(side) => setChosen({ ...chosen, [name]: side })}
        />
      ))}
      {taken.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {t('conflict.taken', { who: theirs.updatedBy })}
          </Text>
          <List size="sm">
            {taken.map((name) => (
              <List.Item key={name}>
                {name === 'authPass'
                  ? t('conflict.password')
                  : `${t(`field.${name}`)}: ${textOf(name, draftOf(base))} → ${textOf(name, now)}`}
              </List.Item>
            ))}
          </List>
        </div>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('conflict.later')}
        </Button>
        <Button onClick={save}>{t('conflict.save')}</Button>
      </Group>
    </Stack>
  );
}
