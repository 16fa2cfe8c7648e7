import { Text } from '@mantine/core';
import { memo } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { SelectControl } from '../../shared/form/SelectControl';
import { SwitchControl } from '../../shared/form/SwitchControl';
import { TextControl } from '../../shared/form/TextControl';
import { hasCredentials } from './fields';
import type { SectionProps } from './sections';
import classes from './TrunkForm.module.css';

const FROM_USERS = ['caller', 'auth_user'] as const;
const HEADERS = ['pai', 'ppi', 'rpid', 'none'] as const;
const FORMATS = ['e164_plus', 'e164', 'national'] as const;

type Props = SectionProps & { isOpen: boolean; onOpen: (isOpen: boolean) => void };

/** What carriers differ in; folded, since most trunks need none of it. */
export const HabitsSection = memo(function HabitsSection({ control, isDisabled, isOpen, onOpen }: Props) {
  const { t } = useTranslation('trunk-form');
  const [authMethod, numberFormat] = useWatch({ control, name: ['authMethod', 'numberFormat'] });
  return (
    <details className={classes.section} open={isOpen} onToggle={(event) => onOpen(event.currentTarget.open)}>
      <summary className={classes.summary}>
        <h2 className={classes.heading}>{t('section.habits')}</h2>
        <Text size="sm" c="dimmed">
          {t('section.habits.more')}
        </Text>
      </summary>
      <div className={classes.folded}>
        <div className={classes.fields}>
          <TextControl
            control={control}
            name="outboundProxy"
            label={t('field.outboundProxy')}
            help={t('field.outboundProxy.help')}
            isDisabled={isDisabled}
            mono
          />
          <TextControl
            control={control}
            name="fromDomain"
            label={t('field.fromDomain')}
            help={t('field.fromDomain.help')}
            isDisabled={isDisabled}
            mono
          />
          {hasCredentials({ authMethod }) && (
            <SelectControl
              control={control}
              name="fromUser"
              label={t('field.fromUser')}
              help={t('field.fromUser.help')}
              isDisabled={isDisabled}
              options={FROM_USERS.map((value) => ({ value, label: t(`fromUser.${value}`) }))}
            />
          )}
          <SelectControl
            control={control}
            name="identityHeader"
            label={t('field.identityHeader')}
            help={t('field.identityHeader.help')}
            isDisabled={isDisabled}
            options={HEADERS.map((value) => ({ value, label: t(`identityHeader.${value}`) }))}
          />
          <SelectControl
            control={control}
            name="numberFormat"
            label={t('field.numberFormat')}
            help={t('field.numberFormat.help')}
            isDisabled={isDisabled}
            options={FORMATS.map((value) => ({ value, label: t(`numberFormat.${value}`) }))}
          />
          {numberFormat === 'national' && (
            <TextControl
              control={control}
              name="countryCode"
              label={t('field.countryCode')}
              help={t('field.countryCode.help')}
              isRequired
              isDisabled={isDisabled}
              inputMode="numeric"
              mono
            />
          )}
        </div>
        <SwitchControl
          control={control}
          name="userPhone"
          label={t('field.userPhone')}
          help={t('field.userPhone.help')}
          isDisabled={isDisabled}
        />
      </div>
    </details>
  );
});
