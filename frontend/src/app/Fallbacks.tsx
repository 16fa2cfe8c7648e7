import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Blank } from '../shared/feedback/Blank';

/** No such address. */
export function Missing() {
  const { t } = useTranslation('shared');
  return <Blank title={t('notFound.title')} text={t('notFound.text')} />;
}

/** Something on the page could not be shown. */
export function Broken() {
  const { t } = useTranslation('shared');
  return (
    <Blank title={t('broken.title')} text={t('broken.text')}>
      <Button onClick={() => location.reload()}>{t('retry')}</Button>
    </Blank>
  );
}
