import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Choices } from '../../shared/Choices';
import { ProblemError, type Schemas } from '../../shared/client';
import { Field } from '../../shared/Field';
import { ProblemNote } from '../../shared/ProblemNote';
import { useList } from '../../shared/useList';
import { createTrunk, getTrunk, replaceTrunk, type Trunk } from './api';
import { draftOf, EMPTY, requestOf, type Draft } from './draft';
import { StatusSign } from './StatusSign';

const AUTH_METHODS: [string, string, boolean][] = [
  ['ip_only', 'IP only', true],
  ['digest', 'Digest', true],
  ['registration', 'Registration (not supported yet)', false],
  ['ip_and_digest', 'IP and digest (not supported yet)', false],
  ['tls_mutual', 'Mutual TLS (not supported yet)', false],
];
const CALLER_ID_MODES = [
  ['passthrough', 'Passthrough: the agent’s own From'],
  ['base_number', 'Base number of the call'],
  ['override', 'Override: always the same'],
] as const;
const LOOK_AGAIN_MS = 400;

type Props = { trunk?: Trunk; onSaved: () => void; onClose: () => void };

/** Creates a trunk, or edits the one given. */
export function TrunkForm({ trunk, onSaved, onClose }: Props) {
  const [saved, setSaved] = useState(trunk);
  const [draft, setDraft] = useState<Draft>(trunk ? draftOf(trunk) : EMPTY);
  const [problem, setProblem] = useState<ProblemError>();
  const [sign, setSign] = useState<Trunk>();
  const [busy, setBusy] = useState(false);
  const numbers = useList<Schemas['BaseNumber']>('/base-numbers');
  const form = useRef<HTMLFormElement>(null);

  // The first field that the server complains about, once it is marked.
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), [problem]);

  useEffect(() => {
    if (!sign || (sign.status.state !== 'pending' && sign.status.state !== 'unknown')) return;
    const timer = setTimeout(() => {
      getTrunk(sign.trunkId).then(setSign, () => setSign({ ...sign }));
    }, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [sign]);

  const set = <K extends keyof Draft>(name: K, value: Draft[K]) => setDraft((before) => ({ ...before, [name]: value }));

  async function save(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    try {
      const request = requestOf(draft);
      const now = saved ? await replaceTrunk(saved.trunkId, request, saved.revision) : await createTrunk(request);
      setSaved(now);
      setDraft(draftOf(now));
      setSign(now);
      setProblem(undefined);
      onSaved();
    } catch (error) {
      setProblem(error as ProblemError);
      setSign(undefined);
    } finally {
      setBusy(false);
    }
  }

  const text = (name: 'trunkId' | 'name' | 'sipUri' | 'priority' | 'authUser' | 'authRealm' | 'callerIdOverride' | 'codecPreferences', label: string, help?: string, disabled = false) => (
    <Field label={label} help={help} error={problem?.at(name)}>
      {(attributes) => (
        <input {...attributes} value={draft[name]} disabled={disabled} autoComplete="off" onChange={({ target }) => set(name, target.value)} />
      )}
    </Field>
  );
  const digest = draft.authMethod === 'digest';
  const general = problem && problem.violations.length === 0 ? problem : undefined;

  return (
    <form ref={form} onSubmit={save} noValidate className="panel">
      <h2>{saved ? saved.name : 'New trunk'}</h2>
      <ProblemNote problem={general} />
      {text('name', 'Name')}
      {text('trunkId', 'Trunk ID', 'Lower-case letters, digits, - and _. It can’t be changed later.', saved !== undefined)}
      {text('sipUri', 'SIP URI', 'The carrier, such as sip:sip.carrier.example or sip:192.0.2.10:5070')}
      <div className="field">
        <label>
          <input type="checkbox" checked={draft.enabled} onChange={({ target }) => set('enabled', target.checked)} /> Enabled
        </label>
      </div>
      {text('priority', 'Priority', '0–100, higher is preferred; ties go to the smaller trunk ID')}
      <Field label="Transport" error={problem?.at('transport')}>
        {(attributes) => (
          <select {...attributes} value={draft.transport} onChange={({ target }) => set('transport', target.value)}>
            {['udp', 'tcp', 'tls'].map((transport) => (
              <option key={transport}>{transport}</option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Auth Method" error={problem?.at('authMethod')} help="Allowed IPs, call limits and carriers’ habits come later.">
        {(attributes) => (
          <select {...attributes} value={draft.authMethod} onChange={({ target }) => set('authMethod', target.value)}>
            {AUTH_METHODS.map(([value, label, supported]) => (
              <option key={value} value={value} disabled={!supported}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      {digest && text('authUser', 'Auth User')}
      {digest && (
        <Field label="Auth Pass" error={problem?.at('authPass')} help={saved?.authPassSet ? 'A password is set. Leave this empty to keep it.' : 'It is stored encrypted and never shown.'}>
          {(attributes) => (
            <input {...attributes} type="password" autoComplete="new-password" value={draft.authPass} onChange={({ target }) => set('authPass', target.value)} />
          )}
        </Field>
      )}
      {digest && text('authRealm', 'Auth Realm', 'Empty: the realm that the carrier asks with')}
      <Field label="Caller ID Mode" error={problem?.at('callerIdMode')}>
        {(attributes) => (
          <select {...attributes} value={draft.callerIdMode} onChange={({ target }) => set('callerIdMode', target.value)}>
            {CALLER_ID_MODES.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      {draft.callerIdMode === 'override' && text('callerIdOverride', 'Caller ID Override', 'E.164 such as +493012345, or a SIP user')}
      {text('codecPreferences', 'Codec Preferences', 'In the order of preference, with commas')}
      <Choices
        label="Base Numbers"
        help="Calls from these numbers may go out over this trunk."
        error={problem?.at('baseNumbers')}
        options={(numbers.items ?? []).map(({ number }) => number)}
        chosen={draft.baseNumbers}
        onChange={(chosen) => set('baseNumbers', chosen)}
      />
      {sign && <StatusSign trunk={sign} />}
      <div className="actions">
        <button type="submit" className="primary" disabled={busy}>
          Save
        </button>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </div>
    </form>
  );
}
