import { useState } from 'react';
import { linksText, send, type ProblemError } from '../../shared/client';
import { DeleteButton } from '../../shared/DeleteButton';
import { ProblemNote } from '../../shared/ProblemNote';
import { useMay } from '../../shared/session';
import { useList } from '../../shared/useList';
import { BaseNumberForm, type BaseNumber, type WholeBaseNumber } from './BaseNumberForm';

const pathOf = ({ number }: BaseNumber) => `/base-numbers/${encodeURIComponent(number)}`;

/** The tab "Base numbers". */
export function BaseNumbers() {
  const mayEdit = useMay('editor');
  const { items, problem, reload } = useList<BaseNumber>('/base-numbers');
  const [open, setOpen] = useState<WholeBaseNumber | 'new'>();
  const [failure, setFailure] = useState<ProblemError>();

  if (open) {
    return (
      <BaseNumberForm
        baseNumber={open === 'new' ? undefined : open}
        onSaved={() => {
          void reload();
          setOpen(undefined);
        }}
        onClose={() => setOpen(undefined)}
      />
    );
  }
  return (
    <section aria-label="Base numbers">
      <div className="bar">
        <h2>Base numbers</h2>
        {mayEdit && (
          <button type="button" className="primary" onClick={() => setOpen('new')}>
            Create
          </button>
        )}
      </div>
      <ProblemNote problem={problem ?? failure} />
      {!items && !problem && <p>Loading…</p>}
      {items?.length === 0 && <p>No base number yet.</p>}
      {items && items.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>Number</th>
              <th>Name</th>
              <th>Outbound trunks, in winning order</th>
              <th></th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.number}>
                <td>
                  <button type="button" className="link" onClick={() => send<WholeBaseNumber>('GET', pathOf(item)).then(setOpen, setFailure)}>
                    {item.number}
                  </button>
                </td>
                <td>{item.name}</td>
                <td>{linksText(item.egressTrunks, item.egressTrunkCount, 'none')}</td>
                <td>
                  <DeleteButton what={item.number} path={pathOf(item)} revision={item.revision} canForce onDeleted={() => void reload()} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
