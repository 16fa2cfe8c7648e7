import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { getTrunk } from './api';
import { copyOf, EMPTY, type Trunk } from './draft';
import { TrunkForm } from './TrunkForm';
import { TrunkMissing } from './TrunkMissing';

/** A new trunk, perhaps like one that is there. */
export function NewTrunk() {
  const { copyOf: original } = useSearch({ from: '/admin-settings/egress-trunks/new' });
  return original === undefined ? <TrunkForm key="new" draft={EMPTY} /> : <Copy key={original} trunkId={original} />;
}

function Copy({ trunkId }: { trunkId: string }) {
  const { t } = useTranslation('trunk-form');
  const original = useQuery<Trunk>({
    queryKey: ['trunk-to-copy', trunkId],
    queryFn: ({ signal }) => getTrunk(trunkId, signal),
    staleTime: Infinity,
    gcTime: 0,
  });
  if (!original.data) return <TrunkMissing trunkId={trunkId} query={original} />;
  return (
    <TrunkForm draft={copyOf(original.data, t('copy.name', { name: original.data.name }))} original={original.data} />
  );
}
