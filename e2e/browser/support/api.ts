const { ORIGIN, TOKEN } = process.env;

/** The REST API with the operator's token, for what a story begins with. */
export async function api<T = unknown>(
  method: string,
  path: string,
  body?: unknown,
  type = 'application/json',
): Promise<T> {
  const response = await fetch(`${ORIGIN}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${TOKEN}`, ...(body === undefined ? {} : { 'Content-Type': type }) },
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
  return (text ? JSON.parse(text) : undefined) as T;
}

export type Trunk = { trunkId: string; [field: string]: unknown };

/** A trunk that takes calls without being asked anything. */
export const trunk = (trunkId: string, more: object = {}): Trunk => ({
  trunkId,
  name: `Trunk ${trunkId}`,
  sipUri: 'sip:127.0.30.9:5070',
  enabled: true,
  transport: 'udp',
  authMethod: 'ip_only',
  callerIdMode: 'base_number',
  ...more,
});

export const createTrunk = (trunkId: string, more: object = {}) => api('POST', '/egress-trunks', trunk(trunkId, more));
export const createNumber = (number: string, more: object = {}) => api('POST', '/base-numbers', { number, ...more });

export const PASSWORD_OF_ALL = 'a password that is long enough';

/** Somebody of the team with this role; made once. */
export async function user(role: 'viewer' | 'editor' | 'admin'): Promise<string> {
  const username = `the-${role}`;
  try {
    await api('PUT', `/users/${username}`, { name: `The ${role}`, role, password: PASSWORD_OF_ALL });
  } catch (error) {
    throw new Error(`no user ${username}`, { cause: error });
  }
  return username;
}
