import { Button, Combobox, Loader, Pill, PillsInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type FieldValues, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { type ControlProps, ORDER } from './control';

export type Choice = { value: string; label?: string };

type Props<T extends FieldValues> = ControlProps<T> & {
  /** Names the thing that is chosen from, for the cache. */
  of: string;
  /** The first of those that a text fits, and how many they are in all. */
  find: (text: string, signal: AbortSignal) => Promise<{ choices: Choice[]; total: number }>;
};

const TYPED_FOR_MS = 200;
/** A trunk may have very many numbers; nobody reads them as pills. */
const SHOWN_FIRST = 50;

/** Several of very many: the server is asked while one types. */
export function PickControl<T extends FieldValues>({
  name,
  control,
  label,
  help,
  isRequired,
  isDisabled,
  of,
  find,
}: Props<T>) {
  const { t } = useTranslation('shared');
  const {
    field: { ref, name: named, value: held, onChange, onBlur },
    fieldState,
  } = useController({ name, control });
  const chosen = (held as string[] | undefined) ?? [];
  const [text, setText] = useState('');
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? chosen : chosen.slice(0, SHOWN_FIRST);
  const [asked] = useDebouncedValue(text, TYPED_FOR_MS);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const found = useQuery({
    queryKey: ['choices', of, asked],
    queryFn: ({ signal }) => find(asked, signal),
    enabled: combobox.dropdownOpened,
    placeholderData: keepPreviousData,
  });
  const choices = (found.data?.choices ?? []).filter(({ value }) => !chosen.includes(value));
  const more = (found.data?.total ?? 0) - (found.data?.choices.length ?? 0);
  const remove = (value: string) => onChange(chosen.filter((one) => one !== value));

  return (
    <Combobox
      store={combobox}
      disabled={isDisabled}
      onOptionSubmit={(value) => {
        onChange([...chosen, value]);
        setText('');
      }}
    >
      <Combobox.DropdownTarget>
        <PillsInput
          label={label}
          description={help}
          required={isRequired}
          disabled={isDisabled}
          error={fieldState.error?.message}
          inputWrapperOrder={ORDER}
          onClick={() => combobox.openDropdown()}
        >
          <Pill.Group>
            {shown.map((value) => (
              <Pill
                key={value}
                withRemoveButton={!isDisabled}
                onRemove={() => remove(value)}
                removeButtonProps={{
                  'aria-label': t('pick.remove', { name: value }),
                  tabIndex: 0,
                  'aria-hidden': false,
                }}
              >
                {value}
              </Pill>
            ))}
            {shown.length < chosen.length && (
              <Button size="compact-xs" variant="default" onClick={() => setShowsAll(true)}>
                {t('pick.showAll', { count: chosen.length })}
              </Button>
            )}
            <Combobox.EventsTarget withExpandedAttribute>
              <PillsInput.Field
                role="combobox"
                ref={ref}
                name={named}
                value={text}
                disabled={isDisabled}
                aria-invalid={fieldState.error ? true : undefined}
                onFocus={() => combobox.openDropdown()}
                onBlur={() => {
                  combobox.closeDropdown();
                  onBlur();
                }}
                onChange={(event) => {
                  setText(event.currentTarget.value);
                  combobox.openDropdown();
                  combobox.updateSelectedOptionIndex();
                }}
                onKeyDown={(event) => {
                  if (event.key === 'Backspace' && text === '' && chosen.length > 0) remove(chosen[chosen.length - 1]!);
                }}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={label} mah="16rem" style={{ overflowY: 'auto' }}>
          {choices.map(({ value, label: words }) => (
            <Combobox.Option key={value} value={value}>
              {value}
              {words && words !== value ? ` · ${words}` : ''}
            </Combobox.Option>
          ))}
          {found.isFetching && (
            <Combobox.Empty>
              <Loader size="xs" aria-label={t('loading')} />
            </Combobox.Empty>
          )}
          {!found.isFetching && choices.length === 0 && <Combobox.Empty>{t('pick.nothing')}</Combobox.Empty>}
          {more > 0 && <Combobox.Footer>{t('pick.more', { count: more })}</Combobox.Footer>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
