import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ifMatch, MERGE_PATCH, ok } from '../../shared/api/client';
import type { ProblemError } from '../../shared/api/problem';
import { announce } from '../../shared/feedback/announce';
import { ProblemAlert } from '../../shared/feedback/ProblemAlert';
import classes from './TrunkPage.module.css';
import { type Trunk, trunkQuery } from './useTrunk';

const DeleteTrunk = lazy(() => import('./DeleteTrunk').then((module) => ({ default: module.DeleteTrunk })));

/** What an editor can do with the trunk. */
export function Actions({ trunk }: { trunk: Trunk }) {
  const { t } = useTranslation(['trunk-page', 'shared']);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isDeleting, setDeleting] = useState(false);
  const { trunkId, name, enabled, revision } = trunk;
  const { queryKey } = trunkQuery(trunkId);
  const change = useMutation<Trunk, ProblemError>({
    mutationFn: () =>
      ok(
        api.PATCH('/api/v1/egress-trunks/{trunkId}', {
          params: { path: { trunkId }, header: ifMatch(revision) },
          headers: MERGE_PATCH,
          body: { enabled: !enabled },
        }),
      ),
    onSuccess: (saved) => {
      client.setQueryData(queryKey, saved);
      announce(saved.enabled ? t('enabled', { name }) : t('disabled', { name }));
    },
    // Somebody else came first: what is there now is shown, and can be decided on anew.
    onError: () => void client.invalidateQueries({ queryKey }),
  });
  return (
    <div className={classes.actions}>
      <Group gap="xs">
        <Button
          onClick={() => void navigate({ to: '/admin-settings/egress-trunks/$trunkId/edit', params: { trunkId } })}
        >
          {t('shared:edit')}
        </Button>
        <Button
          variant="default"
          onClick={() => void navigate({ to: '/admin-settings/egress-trunks/new', search: { copyOf: trunkId } })}
        >
          {t('duplicate')}
        </Button>
        <Button variant="default" loading={change.isPending} onClick={() => change.mutate()}>
          {enabled ? t('disable') : t('enable')}
        </Button>
        <Button variant="default" className={classes.danger} onClick={() => setDeleting(true)}>
          {t('shared:delete')}
        </Button>
      </Group>
      <ProblemAlert problem={change.error} />
      {isDeleting && (
        <Suspense>
          <DeleteTrunk trunk={trunk} onClose={() => setDeleting(false)} />
        </Suspense>
      )}
    </div>
  );
}
