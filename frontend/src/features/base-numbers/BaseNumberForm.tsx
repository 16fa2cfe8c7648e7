import { useState, type FormEvent } from 'react';
import { Choices } from '../../shared/Choices';
import { ProblemError, send, type Schemas } from '../../shared/client';
import { Field } from '../../shared/Field';
import { ProblemNote } from '../../shared/ProblemNote';
import { useMay } from '../../shared/session';
import { useList } from '../../shared/useList';

export type BaseNumber = Schemas['BaseNumber'];
/** Read by itself, not as a row of a list, which leaves out long lists. */
export type WholeBaseNumber = BaseNumber & Required<Pick<BaseNumber, 'egressTrunks'>>;
type Props = { baseNumber?: WholeBaseNumber; onSaved: () => void; onClose: () => void };

/** Creates a base number, or edits the one given. */
export function BaseNumberForm({ baseNumber, onSaved, onClose }: Props) {
  const [number, setNumber] = useState(baseNumber?.number ?? '');
  const [name, setName] = useState(baseNumber?.name ?? '');
  const [egressTrunks, setEgressTrunks] = useState(baseNumber?.egressTrunks ?? []);
  const [problem, setProblem] = useState<ProblemError>();
  const mayEdit = useMay('editor');
  const trunks = useList<Schemas['Trunk']>('/egress-trunks');

  async function save(event: FormEvent) {
    event.preventDefault();
    const body: Schemas['BaseNumberRequest'] = { number, name: name === '' ? undefined : name, egressTrunks };
    try {
      if (baseNumber) {
        await send('PUT', `/base-numbers/${encodeURIComponent(baseNumber.number)}`, { body, ifMatch: baseNumber.revision });
      } else {
        await send('POST', '/base-numbers', { body });
      }
      onSaved();
    } catch (error) {
      setProblem(error as ProblemError);
    }
  }

  return (
    <form onSubmit={save} noValidate className="panel">
      <h2>{baseNumber ? baseNumber.number : 'New base number'}</h2>
      <ProblemNote problem={problem && problem.violations.length === 0 ? problem : undefined} />
      <Field label="Number" help="E.164, such as +493012345" error={problem?.at('number')}>
        {(attributes) => <input {...attributes} value={number} disabled={baseNumber !== undefined} onChange={({ target }) => setNumber(target.value)} />}
      </Field>
      <Field label="Name" error={problem?.at('name')}>
        {(attributes) => <input {...attributes} value={name} onChange={({ target }) => setName(target.value)} />}
      </Field>
      <Choices
        label="Outbound Trunk (Egress)"
        help={baseNumber && baseNumber.egressTrunks.length > 0 ? `Calls try ${baseNumber.egressTrunks.join(', then ')}.` : 'Calls try the one with the highest priority first.'}
        error={problem?.at('egressTrunks')}
        options={(trunks.items ?? []).map(({ trunkId }) => trunkId)}
        chosen={egressTrunks}
        onChange={setEgressTrunks}
      />
      <div className="actions">
        <button type="submit" className="primary" disabled={!mayEdit}>
          Save
        </button>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </div>
    </form>
  );
}
