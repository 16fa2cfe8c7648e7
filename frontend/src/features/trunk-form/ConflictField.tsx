import { Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldName } from './draft';
import type { Side } from './merge';
import classes from './TrunkForm.module.css';

type Props = {
  name: FieldName;
  values: { before: string; mine: string; theirs: string };
  chosen: Side;
  onChoose: (side: Side) => void;
};

/** A field that two people changed: whose value shall it be? */
export function ConflictField({ name, values, chosen, onChoose }: Props) {
  const { t } = useTranslation('trunk-form');
  return (
    <Radio.Group label={t(`field.${name}`)} value={chosen} onChange={(side) => onChoose(side as Side)}>
      <Text size="xs" c="dimmed" className={classes.long}>
        {t('conflict.before', { value: values.before })}
      </Text>
      <Stack gap="xs" mt={4}>
        {(['mine', 'theirs'] as const).map((side) => (
          <Radio key={side} value={side} label={`${t(`conflict.${side}`)}: ${values[side]}`} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
