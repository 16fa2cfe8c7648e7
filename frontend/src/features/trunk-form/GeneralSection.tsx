import { Text } from '@mantine/core';
import { memo } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { NumberControl } from '../../shared/form/NumberControl';
import { SwitchControl } from '../../shared/form/SwitchControl';
import { TextControl } from '../../shared/form/TextControl';
import { uriHint, usualPort } from './hints';
import { SectionCard } from './SectionCard';
import type { SectionProps } from './sections';
import classes from './TrunkForm.module.css';

/** What the trunk is called, and where its calls go. */
export const GeneralSection = memo(function GeneralSection({ control, saved, isDisabled }: SectionProps) {
  const { t } = useTranslation('trunk-form');
  const [sipUri, transport, authMethod] = useWatch({ control, name: ['sipUri', 'transport', 'authMethod'] });
  const hint = uriHint(sipUri, transport);
  return (
    <SectionCard name="general">
      <div className={classes.fields}>
        <TextControl
          control={control}
          name="name"
          label={t('field.name')}
          help={t('field.name.help')}
          isRequired
          isDisabled={isDisabled}
        />
        <TextControl
          control={control}
          name="trunkId"
          label={t('field.trunkId')}
          help={t(saved ? 'field.trunkId.fixed' : 'field.trunkId.help')}
          isRequired={!saved}
          isDisabled={isDisabled || saved !== undefined}
          mono
        />
      </div>
      <TextControl
        control={control}
        name="sipUri"
        label={t('field.sipUri')}
        help={
          <>
            {t(authMethod === 'registration' ? 'field.sipUri.help.registration' : 'field.sipUri.help')}{' '}
            {hint && (
              <Text span inherit c={hint === 'noPort' ? undefined : 'var(--mantine-color-error)'}>
                {t(`hint.${hint}`, { port: String(usualPort(transport)) })}
              </Text>
            )}
          </>
        }
        isRequired
        isDisabled={isDisabled}
        mono
      />
      <div className={classes.fields}>
        <NumberControl
          control={control}
          name="priority"
          label={t('field.priority')}
          help={t('field.priority.help')}
          min={0}
          max={100}
          isDisabled={isDisabled}
        />
        <div className={classes.switch}>
          <SwitchControl
            control={control}
            name="enabled"
            label={t('field.enabled')}
            help={t('field.enabled.help')}
            isDisabled={isDisabled}
          />
        </div>
      </div>
    </SectionCard>
  );
});
