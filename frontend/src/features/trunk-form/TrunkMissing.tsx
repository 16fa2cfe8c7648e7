import { Button, Center, Loader } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../shared/api/problem';
import { Blank } from '../../shared/feedback/Blank';
import { ProblemAlert } from '../../shared/feedback/ProblemAlert';

type Props = { trunkId: string; query: { error: unknown; refetch: () => unknown } };

/** While the trunk is on its way, and when it does not come. */
export function TrunkMissing({ trunkId, query: { error, refetch } }: Props) {
  const { t } = useTranslation('trunk-form');
  if (!(error instanceof ProblemError)) {
    return (
      <Center mih="14rem">
        <Loader aria-label={t('loading')} />
      </Center>
    );
  }
  if (error.status !== 404) return <ProblemAlert problem={error} onRetry={() => void refetch()} />;
  return (
    <Blank title={t('missing.title', { id: trunkId })} text={t('missing.text')}>
      <Button variant="default" renderRoot={(props) => <Link to="/admin-settings/egress-trunks" {...props} />}>
        {t('back.list')}
      </Button>
    </Blank>
  );
}
