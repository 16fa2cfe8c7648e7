import { Checkbox, Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CHOICES, type ChoiceFilter, type Filters, FLAGS } from './search';
import classes from './Toolbar.module.css';
import { useFilterTexts } from './useFilterTexts';

type Props = { filters: Filters; onChange: (change: Filters) => void };

/** All filters of the list. */
export default function FilterPanel({ filters, onChange }: Props) {
  const { t } = useTranslation('egress-trunks');
  const texts = useFilterTexts();

  function toggle(filter: ChoiceFilter, value: string, isOn: boolean) {
    const chosen = (filters[filter] ?? []) as string[];
    const next = isOn ? [...chosen, value] : chosen.filter((one) => one !== value);
    onChange({ [filter]: next.length > 0 ? next : undefined });
  }

  return (
    <div className={classes.panel}>
      {(Object.keys(CHOICES) as ChoiceFilter[]).map((filter) => (
        <fieldset key={filter}>
          <legend>{t(`filter.${filter}`)}</legend>
          {CHOICES[filter].map((value) => (
            <Checkbox
              key={value}
              label={texts.choice(filter, value)}
              checked={(filters[filter] as readonly string[] | undefined)?.includes(value) ?? false}
              onChange={(event) => toggle(filter, value, event.currentTarget.checked)}
            />
          ))}
        </fieldset>
      ))}
      <fieldset>
        <legend>{t('filter.enabled')}</legend>
        {([undefined, true, false] as const).map((value) => (
          <Radio
            key={String(value)}
            name="enabled"
            label={t(`enabled.${value ?? 'any'}`)}
            checked={filters.enabled === value}
            onChange={() => onChange({ enabled: value })}
          />
        ))}
      </fieldset>
      <fieldset>
        <legend>{t('filter.look')}</legend>
        {FLAGS.map((flag) => (
          <Checkbox
            key={flag}
            label={t(`filter.${flag}`)}
            checked={filters[flag] ?? false}
            onChange={(event) => onChange({ [flag]: event.currentTarget.checked || undefined })}
          />
        ))}
      </fieldset>
    </div>
  );
}
