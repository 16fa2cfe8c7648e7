import { Button, Group, NativeSelect, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { type Draft, EMPTY, type FieldName, idOf } from './draft';
import { FIELD_NAMES, FIELDS } from './fields';
import { PRESET_NAMES, PRESETS, type PresetName } from './presets';

const EXAMPLES = 3;

type Filled = { preset: PresetName; fields: FieldName[]; before: Draft };

/** Fills the form with how a carrier is reached; nothing is stored by it. */
export function PresetPicker({ form, onHabits }: { form: UseFormReturn<Draft>; onHabits: () => void }) {
  const { t } = useTranslation('trunk-form');
  const [filled, setFilled] = useState<Filled>();
  const option = (name: PresetName) => ({ value: name, label: t(`preset.${name}`) });

  /** Makes the form another, and tells in which fields. */
  function fill(next: Draft): FieldName[] {
    const before = form.getValues();
    const changed = FIELD_NAMES.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(next[name]));
    for (const name of changed) form.setValue(name, next[name], { shouldDirty: true });
    form.clearErrors();
    return changed;
  }

  function choose(preset: PresetName) {
    const before = filled?.before ?? form.getValues();
    const { carrier, values } = PRESETS[preset];
    const { name, trunkId, baseNumbers, enabled, priority } = before;
    const named =
      name === '' && carrier !== '' ? { name: carrier, trunkId: trunkId || idOf(carrier) } : { name, trunkId };
    const fields = fill({ ...EMPTY, baseNumbers, enabled, priority, ...named, ...values });
    if (fields.some((field) => FIELDS[field].section === 'habits')) onHabits();
    setFilled({ preset, fields, before });
  }

  function undo() {
    if (filled) fill(filled.before);
    setFilled(undefined);
  }

  const source = filled && PRESETS[filled.preset].source;
  return (
    <Paper withBorder p="md">
      <NativeSelect
        label={t('preset.label')}
        description={t('preset.help')}
        inputWrapperOrder={['label', 'input', 'description']}
        value={filled?.preset ?? ''}
        onChange={(event) =>
          event.currentTarget.value === '' ? undo() : choose(event.currentTarget.value as PresetName)
        }
        data={[
          { value: '', label: t('preset.none') },
          { group: t('preset.page'), items: PRESET_NAMES.slice(0, EXAMPLES).map(option) },
          { group: t('preset.others'), items: PRESET_NAMES.slice(EXAMPLES).map(option) },
        ]}
      />
      <div role="status">
        {filled && (
          <>
            <Group justify="space-between" wrap="nowrap" align="flex-start" mt="sm">
              <Text size="sm">
                {t('preset.filled', { fields: filled.fields.map((field) => t(`field.${field}`)).join(', ') })}{' '}
                {t(`preset.${filled.preset}.note`)}
              </Text>
              <Button size="xs" variant="default" onClick={undo} flex="none">
                {t('preset.undo')}
              </Button>
            </Group>
            {source && (
              <Text size="xs" c="dimmed" mt={4} style={{ overflowWrap: 'anywhere' }}>
                {t('preset.source')} {source}
              </Text>
            )}
          </>
        )}
      </div>
    </Paper>
  );
}
