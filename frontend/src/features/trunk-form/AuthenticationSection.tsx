import { Alert, Button } from '@mantine/core';
import { memo } from 'react';
import { useController, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ListControl } from '../../shared/form/ListControl';
import { SecretControl } from '../../shared/form/SecretControl';
import { TextControl } from '../../shared/form/TextControl';
import { useFormats } from '../../shared/format/time';
import { ChoiceCards } from './ChoiceCards';
import { hasCredentials } from './fields';
import { SectionCard } from './SectionCard';
import type { SectionProps } from './sections';
import classes from './TrunkForm.module.css';
import { VariableControl } from './VariableControl';

const METHODS = ['ip_only', 'digest', 'registration', 'ip_and_digest', 'tls_mutual'] as const;

/** How we prove to the carrier who we are; the fields follow the method. */
export const AuthenticationSection = memo(function AuthenticationSection({ control, saved, isDisabled }: SectionProps) {
  const { t } = useTranslation('trunk-form');
  const { t: shared } = useTranslation('shared');
  const { date } = useFormats();
  const authMethod = useWatch({ control, name: 'authMethod' });
  const stored = saved?.authPassSet
    ? saved.authPassChangedAt
      ? shared('secret.storedSince', { when: date(saved.authPassChangedAt) })
      : shared('secret.stored')
    : undefined;
  return (
    <SectionCard name="authentication">
      <ChoiceCards
        control={control}
        name="authMethod"
        label={t('field.authMethod')}
        choices={METHODS.map((value) => ({ value, title: t(`method.${value}`), what: t(`method.${value}.what`) }))}
      />
      {hasCredentials({ authMethod }) && (
        <div className={classes.fields}>
          <TextControl
            control={control}
            name="authUser"
            label={t('field.authUser')}
            help={t('field.authUser.help')}
            isRequired
            isDisabled={isDisabled}
          />
          <SecretControl
            control={control}
            name="authPass"
            label={t('field.authPass')}
            help={t('field.authPass.help')}
            isRequired={!saved?.authPassSet}
            isDisabled={isDisabled}
            stored={stored}
          />
          <TextControl
            control={control}
            name="authRealm"
            label={t('field.authRealm')}
            help={t('field.authRealm.help')}
            isDisabled={isDisabled}
          />
        </div>
      )}
      {authMethod === 'tls_mutual' && <NeedsTls control={control} isDisabled={isDisabled} />}
      {authMethod === 'tls_mutual' && (
        <VariableControl control={control} name="tlsCertVariable" isDisabled={isDisabled} />
      )}
      <ListControl
        control={control}
        name="allowedIps"
        label={t('field.allowedIps')}
        help={t(authMethod === 'ip_and_digest' ? 'field.allowedIps.help.needed' : 'field.allowedIps.help')}
        isRequired={authMethod === 'ip_and_digest'}
        isDisabled={isDisabled}
        placeholder="192.0.2.0/24"
      />
    </SectionCard>
  );
});

function NeedsTls({ control, isDisabled }: Pick<SectionProps, 'control' | 'isDisabled'>) {
  const { t } = useTranslation('trunk-form');
  const { field } = useController({ control, name: 'transport' });
  if (field.value === 'tls') return null;
  return (
    <Alert color="orange" variant="light" title={t('method.needsTls')}>
      {!isDisabled && (
        <Button size="xs" variant="default" onClick={() => field.onChange('tls')}>
          {t('method.useTls')}
        </Button>
      )}
    </Alert>
  );
}
