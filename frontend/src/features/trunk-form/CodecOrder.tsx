import { ActionIcon, Group, Input, NativeSelect, Text } from '@mantine/core';
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs';
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { type KeyboardEvent, useId, useLayoutEffect, useRef } from 'react';
import { type Control, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { announce } from '../../shared/feedback/announce';
import classes from './CodecOrder.module.css';
import type { Draft } from './draft';
import { KNOWN_CODECS } from './hints';

/** The codecs in their order: buttons and arrow keys move them, and what happened is said. */
export function CodecOrder({ control, isDisabled }: { control: Control<Draft>; isDisabled: boolean }) {
  const { t } = useTranslation('trunk-form');
  const { t: shared } = useTranslation('shared');
  const {
    field: { ref, value: codecs, onChange, onBlur },
    fieldState,
  } = useController({ name: 'codecPreferences', control });
  const id = useId();
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef<string>(undefined);
  const error = fieldState.error?.message;

  // A row that moves in the document loses the focus.
  useLayoutEffect(() => {
    if (moved.current)
      list.current?.querySelector<HTMLElement>(`[data-button="${CSS.escape(moved.current)}"]`)?.focus();
    moved.current = undefined;
  }, [codecs]);

  function move(from: number, by: -1 | 1) {
    const to = from + by;
    const codec = codecs[from]!;
    if (to < 0 || to >= codecs.length) return;
    const next = codecs.filter((one) => one !== codec);
    next.splice(to, 0, codec);
    moved.current = `${codec} ${by}`;
    onChange(next);
    announce(shared('order.moved', { name: codec, place: to + 1, count: codecs.length }));
  }

  function remove(codec: string) {
    onChange(codecs.filter((one) => one !== codec));
    announce(t('codecs.removed', { name: codec }));
  }

  const byKeys = (place: number) => (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (!by) return;
    event.preventDefault();
    move(place, by);
  };

  return (
    <Input.Wrapper
      label={t('field.codecPreferences')}
      description={t('field.codecPreferences.help')}
      error={error}
      required
      labelElement="div"
      labelProps={{ id: `${id}-label` }}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
    >
      <ol ref={list} className={classes.codecs} aria-labelledby={`${id}-label`}>
        {codecs.map((codec, place) => (
          <li key={codec} className={classes.codec} data-wrong={error ? '' : undefined}>
            <span className={classes.place}>{place + 1}</span>
            <span className={classes.name}>{codec}</span>
            {!isDisabled && (
              <Group gap={2} wrap="nowrap">
                <ActionIcon
                  variant="subtle"
                  aria-label={shared('order.up', { name: codec })}
                  aria-disabled={place === 0}
                  data-button={`${codec} -1`}
                  onClick={() => move(place, -1)}
                  onKeyDown={byKeys(place)}
                >
                  <IconArrowUp size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  aria-label={shared('order.down', { name: codec })}
                  aria-disabled={place === codecs.length - 1}
                  data-button={`${codec} 1`}
                  onClick={() => move(place, 1)}
                  onKeyDown={byKeys(place)}
                >
                  <IconArrowDown size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('codecs.remove', { name: codec })}
                  onClick={() => remove(codec)}
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              </Group>
            )}
          </li>
        ))}
      </ol>
      {codecs.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('codecs.none')}
        </Text>
      )}
      {!isDisabled && (
        <NativeSelect
          ref={ref}
          onBlur={onBlur}
          size="sm"
          maw="14rem"
          aria-label={t('codecs.add')}
          error={error !== undefined}
          value=""
          onChange={(event) => onChange([...codecs, event.currentTarget.value])}
          data={[
            { value: '', label: t('codecs.add') + '…', disabled: true },
            ...KNOWN_CODECS.filter((known) => !codecs.includes(known)).map((known) => ({ value: known, label: known })),
          ]}
        />
      )}
    </Input.Wrapper>
  );
}
