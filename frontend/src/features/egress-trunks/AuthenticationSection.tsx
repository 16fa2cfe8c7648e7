import { Field } from '../../shared/Field';
import type { Schemas } from '../../shared/client';
import { useList } from '../../shared/useList';
import type { Trunk } from './api';
import { controls, type Editing } from './controls';
import { hasCredentials } from './draft';

const METHODS = [
  ['ip_only', 'IP only'],
  ['digest', 'Digest'],
  ['registration', 'Registration'],
  ['ip_and_digest', 'IP and digest'],
  ['tls_mutual', 'Mutual TLS'],
] as const;

const WHAT_HAPPENS: Record<string, string> = {
  ip_only: 'The carrier knows us by our address.',
  digest: 'The carrier challenges our requests (401 or 407); we answer with user and password.',
  registration: 'We register with the carrier within a second after the save, keep registered, and call from there.',
  ip_and_digest: 'Challenged as with digest, and only to and from the allowed IPs.',
  tls_mutual: 'We show the carrier a client certificate. Needs the transport tls.',
};

const NONE = ['', '– none –'] as const;

/** How we prove to the carrier who we are; the fields follow the method. */
export function AuthenticationSection({ saved, ...editing }: Editing & { saved?: Trunk }) {
  const { draft, problem, set } = editing;
  const { text, choice } = controls(editing);
  const variables = useList<Schemas['Variable']>('/variables');
  const named = (chosen: string, fits: (variable: Schemas['Variable']) => boolean) => {
    const names = (variables.items ?? []).filter(fits).map(({ name }) => name);
    // A variable that is chosen stays chosen while the list is on its way.
    const all = chosen === '' || names.includes(chosen) ? names : [chosen, ...names];
    return [NONE, ...all.map((name) => [name, name] as const)];
  };

  return (
    <fieldset>
      <legend>Authentication</legend>
      {choice('authMethod', 'Auth Method', METHODS, WHAT_HAPPENS[draft.authMethod])}
      {hasCredentials(draft) && (
        <>
          {text('authUser', 'Auth User')}
          <Field label="Auth Pass" error={problem?.at('authPass')} help={saved?.authPassSet ? 'A password is set. Leave this empty to keep it.' : 'It is stored encrypted and never shown.'}>
            {(attributes) => (
              <input {...attributes} type="password" autoComplete="new-password" value={draft.authPass} onChange={({ target }) => set('authPass', target.value)} />
            )}
          </Field>
          {text('authRealm', 'Auth Realm', 'Empty: the realm that the carrier asks with')}
        </>
      )}
      {text('allowedIps', 'Allowed IPs', 'The carrier’s addresses and networks, with commas. Calls and credentials go nowhere else; its requests are taken from nowhere else.')}
      {draft.authMethod === 'tls_mutual' &&
        choice('tlsCertVariable', 'TLS Cert Variable', named(draft.tlsCertVariable, ({ type }) => type === 'secret'), certificateText(saved))}
      {draft.transport === 'tls' &&
        choice('tlsCaVariable', 'TLS CA Variable', named(draft.tlsCaVariable, () => true), 'The CAs that this carrier is verified against; none: those of the proxies')}
    </fieldset>
  );
}

function certificateText(saved?: Trunk) {
  const certificate = saved?.tlsCertificate;
  if (!certificate) return 'A secret variable with the certificate chain and its private key, as PEM';
  return `${certificate.subject}, expires in ${certificate.daysLeft} days`;
}
