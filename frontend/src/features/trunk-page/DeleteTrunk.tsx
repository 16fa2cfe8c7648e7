import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ifMatch, ok } from '../../shared/api/client';
import { announce } from '../../shared/feedback/announce';
import { DeleteDialog } from '../../shared/feedback/DeleteDialog';
import { type Trunk, trunkQuery } from './useTrunk';

const NAMED = 5;

/** Asks before the trunk is deleted, and says which base numbers it leaves without any. */
export function DeleteTrunk({
  trunk: { trunkId, name, revision, status },
  onClose,
}: {
  trunk: Trunk;
  onClose: () => void;
}) {
  const { t } = useTranslation(['trunk-page', 'shared']);
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data } = useQuery({
    queryKey: ['egress-trunks', 'if-deleted', trunkId],
    queryFn: ({ signal }) =>
      ok(
        api.POST('/api/v1/egress-trunks/bulk', {
          params: { query: { dryRun: true } },
          body: { trunkIds: [trunkId], action: 'delete' },
          signal,
        }),
      ),
    staleTime: 0,
  });
  const count = data?.effects.baseNumbersWithoutTrunkCount ?? 0;
  const named = data?.effects.baseNumbersWithoutTrunk.slice(0, NAMED) ?? [];
  const sentences = [
    data &&
      (count === 0
        ? t('delete.noneLeft')
        : t('delete.left', {
            count,
            numbers: [...named, count > named.length && t('shared:delete.andMore', { count: count - named.length })]
              .filter(Boolean)
              .join(', '),
          })),
    status.callsNow > 0 && t('delete.calls', { count: status.callsNow }),
  ];

  async function leave() {
    announce(t('deleted', { name }));
    await navigate({ to: '/admin-settings/egress-trunks' });
    client.removeQueries(trunkQuery(trunkId));
    void client.invalidateQueries({ queryKey: ['egress-trunks'] });
  }

  return (
    <DeleteDialog
      name={name}
      canForce
      consequence={sentences.filter(Boolean).join(' ') || undefined}
      onDelete={(force) =>
        ok(
          api.DELETE('/api/v1/egress-trunks/{trunkId}', {
            params: { path: { trunkId }, query: { force }, header: ifMatch(revision) },
          }),
        )
      }
      onDeleted={() => void leave()}
      onClose={onClose}
    />
  );
}
