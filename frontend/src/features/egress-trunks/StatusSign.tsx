import type { Schemas } from '../../shared/client';
import type { Trunk } from './api';

type Shown = Pick<Trunk, 'status' | 'revision'>;

/** Whether the status will soon be another one. */
export const isOnTheWay = ({ status }: Pick<Trunk, 'status'>) =>
  status.state === 'pending' || status.state === 'unknown' || status.registration?.state === 'registering';

/** Where the trunk is in force, whether it is registered, and how many calls it has, in words. */
export function statusText({ status, revision }: Shown): string {
  const calls = status.callsNow === 0 ? '' : status.callsNow === 1 ? '; 1 call now' : `; ${status.callsNow} calls now`;
  return [forceText({ status, revision }), registrationText(status.registration)].filter(Boolean).join('; ') + calls;
}

function forceText({ status, revision }: Shown): string {
  const on = `${status.liveOn}/${status.nodes} proxies`;
  const reasons = status.reasons.map(({ node, reason }) => `${node}: ${reason}`).join('; ');
  switch (status.state) {
    case 'live':
      return `Live on ${on}, revision ${revision}`;
    case 'pending':
      return `Sending revision ${revision}, live on ${on}`;
    case 'not_ready':
      return `Not ready – ${reasons}`;
    case 'refused':
      return `Refused, the last good version stays in force – ${reasons}`;
    case 'disabled':
      return 'Disabled: takes no calls';
    default:
      return `Saved as revision ${revision}; no proxy reports`;
  }
}

const time = (at?: string) => (at ? new Date(at).toLocaleTimeString() : 'soon');

function registrationText(registration?: Schemas['Registration'] | null): string {
  if (!registration) return '';
  const answer = registration.code ? `${registration.code} ${registration.reason ?? ''}`.trim() : 'no answer yet';
  switch (registration.state) {
    case 'registered':
      return `registered until ${time(registration.registeredUntil)}`;
    case 'rejected':
      return `registration rejected (${answer}): correct the trunk, it is not tried again until then`;
    case 'failing':
      return `not registered (${answer}), tried again at ${time(registration.nextTryAt)}`;
    default:
      return 'registering';
  }
}

/** The sign after a save; read aloud when it changes. */
export function StatusSign({ trunk }: { trunk: Trunk }) {
  return (
    <p role="status" className={`sign ${trunk.status.state}`}>
      {statusText(trunk)}
    </p>
  );
}
