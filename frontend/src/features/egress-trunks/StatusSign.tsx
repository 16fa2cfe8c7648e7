import type { Trunk } from './api';

/** Where the trunk is in force, in words. */
export function statusText({ status, revision }: Pick<Trunk, 'status' | 'revision'>): string {
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

/** The sign after a save; read aloud when it changes. */
export function StatusSign({ trunk }: { trunk: Trunk }) {
  return (
    <p role="status" className={`sign ${trunk.status.state}`}>
      {statusText(trunk)}
    </p>
  );
}
