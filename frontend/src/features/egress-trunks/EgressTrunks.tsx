import { useEffect, useState } from 'react';
import { linksText, type ProblemError } from '../../shared/client';
import { DeleteButton } from '../../shared/DeleteButton';
import { ProblemNote } from '../../shared/ProblemNote';
import { useMay } from '../../shared/session';
import { useList } from '../../shared/useList';
import { getTrunk, trunkPath, type Trunk, type WholeTrunk } from './api';
import { isOnTheWay, statusText } from './StatusSign';
import { TrunkForm } from './TrunkForm';

const LOOK_AGAIN_MS = 2000;

/** The tab "Egress Trunks". */
export function EgressTrunks() {
  const mayEdit = useMay('editor');
  const { items, problem, reload } = useList<Trunk>('/egress-trunks');
  const [open, setOpen] = useState<WholeTrunk | 'new'>();
  const [failure, setFailure] = useState<ProblemError>();
  const onTheWay = items?.some((trunk) => isOnTheWay(trunk) || trunk.status.state === 'not_ready');

  useEffect(() => {
    if (!onTheWay) return;
    const timer = setInterval(() => void reload(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [onTheWay, reload]);

  if (open) {
    return (
      <TrunkForm
        trunk={open === 'new' ? undefined : open}
        onSaved={() => void reload()}
        onClose={() => {
          setOpen(undefined);
          setFailure(undefined);
          void reload();
        }}
      />
    );
  }
  return (
    <section aria-label="Egress Trunks">
      <div className="bar">
        <h2>Egress Trunks</h2>
        {mayEdit && (
          <button type="button" className="primary" onClick={() => setOpen('new')}>
            Create
          </button>
        )}
      </div>
      <ProblemNote problem={problem ?? failure} />
      {!items && !problem && <p>Loading…</p>}
      {items?.length === 0 && <p>No trunk yet. Create one to let agents call out.</p>}
      {items && items.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>Name</th>
              <th>Trunk ID</th>
              <th>SIP URI</th>
              <th>Priority</th>
              <th>Base numbers</th>
              <th>Status</th>
              <th></th>
            </tr>
          </thead>
          <tbody>
            {items.map((trunk) => (
              <tr key={trunk.trunkId}>
                <td>
                  <button type="button" className="link" onClick={() => getTrunk(trunk.trunkId).then(setOpen, setFailure)}>
                    {trunk.name}
                  </button>
                </td>
                <td>{trunk.trunkId}</td>
                <td>
                  {trunk.sipUri} ({trunk.transport})
                </td>
                <td>{trunk.priority}</td>
                <td>{linksText(trunk.baseNumbers, trunk.baseNumberCount, 'none uses it')}</td>
                <td>
                  <span className={`sign ${trunk.status.state}`}>{statusText(trunk)}</span>
                </td>
                <td>
                  <DeleteButton what={trunk.trunkId} path={trunkPath(trunk.trunkId)} revision={trunk.revision} canForce onDeleted={() => void reload()} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
