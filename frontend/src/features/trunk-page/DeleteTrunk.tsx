import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ifMatch, ok } from '../../shared/api/client';
import { announce } from '../../shared/feedback/announce';
import { DeleteDialog } from '../../shared/feedback/DeleteDialog';
import { type Trunk, trunkQuery } from './useTrunk';

/** As many numbers as are looked at for what will become of them; and those that are named. */
const LOOKED_AT = 500;
const NAMED = 5;

/** Asks before the trunk is deleted, and says which base numbers it leaves without any. */
export function DeleteTrunk({ trunk: { trunkId, name, revision, status }, onClose }: { trunk: Trunk; onClose: () => void }) {
  const { t } = useTranslation('trunk-page');
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: numbers } = useQuery({
    queryKey: ['base-numbers', 'of-trunk', trunkId, 'left'],
    queryFn: ({ signal }) => ok(api.GET('/api/v1/base-numbers', { params: { query: { egressTrunk: trunkId, limit: LOOKED_AT } }, signal })),
    staleTime: 0,
  });
  const left = numbers?.items.filter(({ egressTrunkCount }) => egressTrunkCount === 1).map(({ number }) => number) ?? [];
  const sentences = [
    left.length === 0
      ? numbers && t('delete.noneLeft')
      : t(numbers?.nextCursor ? 'delete.leftAtLeast' : 'delete.left', { count: left.length, numbers: left.slice(0, NAMED).join(', ') + (left.length > NAMED ? ', …' : '') }),
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
      onDelete={(force) => ok(api.DELETE('/api/v1/egress-trunks/{trunkId}', { params: { path: { trunkId }, query: { force }, header: ifMatch(revision) } }))}
      onDeleted={() => void leave()}
      onClose={onClose}
    />
  );
}
