import { useState, type FormEvent } from 'react';
import { linksText, ProblemError, send, type Schemas } from '../../shared/client';
import { DeleteButton } from '../../shared/DeleteButton';
import { Field } from '../../shared/Field';
import { ProblemNote } from '../../shared/ProblemNote';
import { useMay } from '../../shared/session';
import { useList } from '../../shared/useList';

type Variable = Schemas['Variable'];

/** What a row can say of the value: what certificates it holds, a short text, or that it is there. */
function valueText({ type, value, certificate }: Variable) {
  if (certificate) {
    const { subject, daysLeft, keyMatches } = certificate;
    const end = daysLeft < 0 ? 'ended' : `${daysLeft} days left`;
    return `${subject}, ${end}${keyMatches === false ? ', not its private key' : ''}`;
  }
  return type === 'secret' ? 'set, never shown' : (value ?? 'a long text');
}

/** The tab "Variables". */
export function Variables() {
  const mayEdit = useMay('editor');
  const { items, problem, reload } = useList<Variable>('/variables');
  const [open, setOpen] = useState<Variable | 'new'>();
  const [failure, setFailure] = useState<ProblemError>();
  const close = () => setOpen(undefined);

  if (open) {
    return (
      <VariableForm
        variable={open === 'new' ? undefined : open}
        onClose={close}
        onSaved={() => {
          void reload();
          close();
        }}
      />
    );
  }
  return (
    <section aria-label="Variables">
      <div className="bar">
        <h2>Variables</h2>
        {mayEdit && (
          <button type="button" className="primary" onClick={() => setOpen('new')}>
            Create
          </button>
        )}
      </div>
      <ProblemNote problem={problem ?? failure} />
      {items?.length === 0 && <p>No variable yet.</p>}
      {items && items.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>Name</th>
              <th>Type</th>
              <th>Value</th>
              <th>Used by</th>
              <th></th>
            </tr>
          </thead>
          <tbody>
            {items.map((variable) => (
              <tr key={variable.name}>
                <td>
                  <button type="button" className="link" onClick={() => send<Variable>('GET', `/variables/${variable.name}`).then(setOpen, setFailure)}>
                    {variable.name}
                  </button>
                </td>
                <td>{variable.type}</td>
                <td>{valueText(variable)}</td>
                <td>{linksText(variable.usedBy, variable.usedByCount, 'nobody')}</td>
                <td>
                  <DeleteButton what={variable.name} path={`/variables/${variable.name}`} revision={variable.revision} canForce={false} onDeleted={() => void reload()} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function VariableForm({ variable, onSaved, onClose }: { variable?: Variable; onSaved: () => void; onClose: () => void }) {
  const [name, setName] = useState(variable?.name ?? '');
  const [type, setType] = useState<'text' | 'secret'>(variable?.type ?? 'secret');
  const [value, setValue] = useState(variable?.value ?? '');
  const [problem, setProblem] = useState<ProblemError>();
  const mayEdit = useMay('editor');

  async function save(event: FormEvent) {
    event.preventDefault();
    // A secret that was not typed anew stays as it is.
    const body: Schemas['VariableRequest'] = { name, type, value: variable && type === 'secret' && value === '' ? undefined : value };
    try {
      if (variable) {
        await send('PUT', `/variables/${variable.name}`, { body, ifMatch: variable.revision });
      } else {
        await send('POST', '/variables', { body });
      }
      onSaved();
    } catch (error) {
      setProblem(error as ProblemError);
    }
  }

  return (
    <form onSubmit={save} noValidate className="panel">
      <h2>{variable?.name ?? 'New variable'}</h2>
      <ProblemNote problem={problem && problem.violations.length === 0 ? problem : undefined} />
      <Field label="Name" help="Capital letters, digits and _" error={problem?.at('name')}>
        {(attributes) => <input {...attributes} value={name} disabled={variable !== undefined} onChange={({ target }) => setName(target.value)} />}
      </Field>
      <Field label="Type" error={problem?.at('type')}>
        {(attributes) => (
          <select {...attributes} value={type} disabled={variable !== undefined} onChange={({ target }) => setType(target.value as 'text' | 'secret')}>
            <option>secret</option>
            <option>text</option>
          </select>
        )}
      </Field>
      <Field label="Value" help={variable && type === 'secret' ? 'Leave this empty to keep the present value.' : undefined} error={problem?.at('value')}>
        {(attributes) => <textarea {...attributes} rows={4} value={value} onChange={({ target }) => setValue(target.value)} />}
      </Field>
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
