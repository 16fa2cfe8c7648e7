import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { getTrunk } from './api';
import { draftOf, type Trunk } from './draft';
import { TrunkForm } from './TrunkForm';
import { TrunkMissing } from './TrunkMissing';

/** The form of a trunk that is there. */
export function EditTrunk() {
  const { trunkId } = useParams({ from: '/admin-settings/egress-trunks/$trunkId/edit' });
  return <Edit key={trunkId} trunkId={trunkId} />;
}

function Edit({ trunkId }: { trunkId: string }) {
  // What the form began with stays what it began with: a save says by the revision what it changes.
  const trunk = useQuery<Trunk>({
    queryKey: ['trunk-to-edit', trunkId],
    queryFn: ({ signal }) => getTrunk(trunkId, signal),
    staleTime: Infinity,
    gcTime: 0,
  });
  if (!trunk.data) return <TrunkMissing trunkId={trunkId} query={trunk} />;
  return <TrunkForm draft={draftOf(trunk.data)} saved={trunk.data} />;
}
