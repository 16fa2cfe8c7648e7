import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Choices } from '../../shared/Choices';
import { ProblemError, type Schemas } from '../../shared/client';
import { ProblemNote } from '../../shared/ProblemNote';
import { useMay } from '../../shared/session';
import { useList } from '../../shared/useList';
import { createTrunk, getTrunk, replaceTrunk, type Trunk, type WholeTrunk } from './api';
import { Attempts } from './Attempts';
import { AuthenticationSection } from './AuthenticationSection';
import { CallerIdSection } from './CallerIdSection';
import { controls, type Editing } from './controls';
import { draftOf, EMPTY, requestOf, type Draft } from './draft';
import { isOnTheWay, StatusSign } from './StatusSign';

const TRANSPORTS = [['udp', 'udp'], ['tcp', 'tcp'], ['tls', 'tls']] as const;
const LOOK_AGAIN_MS = 400;

type Props = { trunk?: WholeTrunk; onSaved: () => void; onClose: () => void };

/** Creates a trunk, or edits the one given. */
export function TrunkForm({ trunk, onSaved, onClose }: Props) {
  const [saved, setSaved] = useState(trunk);
  const [draft, setDraft] = useState<Draft>(trunk ? draftOf(trunk) : EMPTY);
  const [problem, setProblem] = useState<ProblemError>();
  const [sign, setSign] = useState<Trunk>();
  const [busy, setBusy] = useState(false);
  const mayEdit = useMay('editor');
  const numbers = useList<Schemas['BaseNumber']>('/base-numbers');
  const form = useRef<HTMLFormElement>(null);

  // The first field that the server complains about, once it is marked.
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), [problem]);

  useEffect(() => {
    if (!sign || !isOnTheWay(sign)) return;
    const timer = setTimeout(() => {
      getTrunk(sign.trunkId).then(setSign, () => setSign({ ...sign }));
    }, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [sign]);

  const set: Editing['set'] = (name, value) => setDraft((before) => ({ ...before, [name]: value }));

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

  const editing = { draft, problem, set };
  const { text, choice, toggle } = controls(editing);
  const general = problem && problem.violations.length === 0 ? problem : undefined;

  return (
    <>
      <form ref={form} onSubmit={save} noValidate className="panel">
        <h2>{saved ? saved.name : 'New trunk'}</h2>
        <ProblemNote problem={general} />
        <fieldset>
          <legend>General</legend>
          {text('name', 'Name')}
          {text('trunkId', 'Trunk ID', 'Lower-case letters, digits, - and _. It can’t be changed later.', saved !== undefined)}
          {text('sipUri', 'SIP URI', 'The carrier, such as sip:sip.carrier.example or sip:192.0.2.10:5070')}
          {toggle('enabled', 'Enabled')}
          {text('priority', 'Priority', '0–100, higher is preferred; ties go to the smaller trunk ID')}
        </fieldset>
        <fieldset>
          <legend>Transport</legend>
          {choice('transport', 'Transport', TRANSPORTS)}
          {text('outboundProxy', 'Outbound Proxy', 'Where requests go instead of the SIP URI’s host, such as sip:sbc.carrier.example')}
        </fieldset>
        <AuthenticationSection {...editing} saved={saved} />
        <CallerIdSection {...editing} />
        <fieldset>
          <legend>Technical</legend>
          {text('maxConcurrentCalls', 'Max Concurrent Calls', 'Calls that ring or talk at one time, counted over all proxies; 0: unlimited')}
          {text('codecPreferences', 'Codec Preferences', 'In the order of preference, with commas')}
        </fieldset>
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
          <button type="submit" className="primary" disabled={busy || !mayEdit}>
            Save
          </button>
          <button type="button" onClick={onClose}>
            Close
          </button>
        </div>
      </form>
      {saved && <Attempts trunkId={saved.trunkId} />}
    </>
  );
}
