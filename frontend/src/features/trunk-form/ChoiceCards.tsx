import { Text } from '@mantine/core';
import { useId } from 'react';
import { type Control, useController } from 'react-hook-form';
import classes from './ChoiceCards.module.css';
import type { Draft } from './draft';

type Props = {
  name: 'authMethod' | 'callerIdMode';
  control: Control<Draft>;
  label: string;
  help?: string;
  choices: readonly { value: string; title: string; what: string }[];
};

/** One of a few, each with what it means. */
export function ChoiceCards({ name, control, label, help, choices }: Props) {
  const { field, fieldState } = useController({ name, control });
  const id = useId();
  const error = fieldState.error?.message;
  return (
    <fieldset
      className={classes.choices}
      data-wrong={error ? '' : undefined}
      aria-describedby={error ? `${id}-error` : undefined}
    >
      <legend className={classes.legend}>{label}</legend>
      {help && (
        <Text size="xs" c="dimmed" mb="xs">
          {help}
        </Text>
      )}
      <div className={classes.cards}>
        {choices.map(({ value, title, what }, place) => (
          <label key={value} className={classes.card}>
            <input
              type="radio"
              name={field.name}
              value={value}
              checked={field.value === value}
              onChange={() => field.onChange(value)}
              onBlur={field.onBlur}
              ref={place === 0 ? field.ref : undefined}
              aria-labelledby={`${id}-${value}`}
              aria-describedby={`${id}-${value}-what`}
            />
            <span>
              <span id={`${id}-${value}`} className={classes.title}>
                {title}
              </span>
              <span id={`${id}-${value}-what`} className={classes.what}>
                {what}
              </span>
            </span>
          </label>
        ))}
      </div>
      {error && (
        <Text id={`${id}-error`} size="sm" c="var(--mantine-color-error)" mt={4}>
          {error}
        </Text>
      )}
    </fieldset>
  );
}
