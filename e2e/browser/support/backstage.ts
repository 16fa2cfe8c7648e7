const { BACKSTAGE } = process.env;

/** How a carrier behaves: takes calls unless it is told a status; asks for the password if it is told one. */
export type Behaviour = { status?: number; user?: string; password?: string; transport?: 'udp' | 'tls' };
export type Invite = { requestUri: string; from: string; asserted?: string; codecs: string[]; certificate?: string };

async function tell<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${BACKSTAGE}${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** Opens a carrier; where it is, as `<ip>:<port>`. */
export const openCarrier = async (name: string, behaviour: Behaviour = {}) =>
  (await tell<{ hostPort: string }>('POST', '/carriers', { name, ...behaviour })).hostPort;

export const behave = (name: string, behaviour: Behaviour) => tell('PUT', `/carriers/${name}`, behaviour);

/** The next INVITE that the carrier got, challenged ones too. */
export const nextInvite = (name: string) => tell<Invite>('GET', `/carriers/${name}/invite`);

/** The agent's transfer(): calls, and hangs up when somebody answers unless it holds. */
export const call = (to: string, baseNumber: string, hold = false) =>
  tell<{ status: number; reason: string }>('POST', '/calls', { to, baseNumber, hold });

export const hangUp = () => tell('DELETE', '/calls');

/** A CA that carriers over TLS are of, and a certificate with its key for us. */
export const authority = () => tell<{ ca: string; identity: string }>('GET', '/authority');

/** A part of the product that hangs until it is thawed. */
export const disturb = (part: 'redis' | 'service' | 'kamailio', how: 'freeze' | 'thaw') =>
  tell('POST', `/parts/${part}/${how}`);
