import type { Draft, FieldName, TrunkRequest } from './draft';

export type SectionName = 'general' | 'transport' | 'authentication' | 'callerId' | 'technical' | 'habits' | 'numbers';

type Field<K extends FieldName> = {
  section: SectionName;
  /** Whether the field goes with what else is chosen; what is not shown is not sent. Absent: always. */
  isShown?: (draft: Draft) => boolean;
  /** What is sent of it; undefined: nothing. */
  sent: (value: Draft[K]) => TrunkRequest[K];
};

/** Whether the method answers challenges. */
export const hasCredentials = ({ authMethod }: Pick<Draft, 'authMethod'>) =>
  ['digest', 'registration', 'ip_and_digest'].includes(authMethod);

const same = <T>(value: T) => value;
const filled = (text: string) => (text.trim() === '' ? undefined : text);
const typed = (value: number | '') => (value === '' ? undefined : value);
const isTls = ({ transport }: Draft) => transport === 'tls';

/** Everything that the form knows of its fields, in their order: section, visibility, and what is sent. */
export const FIELDS: { [K in FieldName]: Field<K> } = {
  name: { section: 'general', sent: same },
  trunkId: { section: 'general', sent: (text) => text.trim() },
  sipUri: { section: 'general', sent: (text) => text.trim() },
  enabled: { section: 'general', sent: same },
  priority: { section: 'general', sent: typed },
  transport: { section: 'transport', sent: same },
  tlsCaVariable: { section: 'transport', isShown: isTls, sent: filled },
  authMethod: { section: 'authentication', sent: same },
  authUser: { section: 'authentication', isShown: hasCredentials, sent: same },
  authPass: { section: 'authentication', isShown: hasCredentials, sent: (text) => (text === '' ? undefined : text) },
  authRealm: { section: 'authentication', isShown: hasCredentials, sent: filled },
  tlsCertVariable: {
    section: 'authentication',
    isShown: ({ authMethod }) => authMethod === 'tls_mutual',
    sent: filled,
  },
  allowedIps: { section: 'authentication', sent: same },
  callerIdMode: { section: 'callerId', sent: same },
  callerIdOverride: {
    section: 'callerId',
    isShown: ({ callerIdMode }) => callerIdMode === 'override',
    sent: (text) => text.trim(),
  },
  maxConcurrentCalls: { section: 'technical', sent: typed },
  ringTimeout: { section: 'technical', sent: typed },
  codecPreferences: { section: 'technical', sent: same },
  outboundProxy: { section: 'habits', sent: filled },
  fromDomain: { section: 'habits', sent: filled },
  fromUser: { section: 'habits', isShown: hasCredentials, sent: same },
  identityHeader: { section: 'habits', sent: same },
  numberFormat: { section: 'habits', sent: same },
  countryCode: {
    section: 'habits',
    isShown: ({ numberFormat }) => numberFormat === 'national',
    sent: (text) => text.trim(),
  },
  userPhone: { section: 'habits', sent: same },
  baseNumbers: { section: 'numbers', sent: same },
};

export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];

export const isShown = (name: FieldName, draft: Draft): boolean => FIELDS[name].isShown?.(draft) ?? true;

/** What is sent: the fields that are shown. */
export function requestOf(draft: Draft): TrunkRequest {
  const sent = FIELD_NAMES.filter((name) => isShown(name, draft)).map((name) => [name, sentOf(name, draft)] as const);
  return Object.fromEntries(sent.filter(([, value]) => value !== undefined)) as TrunkRequest;
}

const sentOf = <K extends FieldName>(name: K, draft: Draft) => FIELDS[name].sent(draft[name]);

/** The JSON pointers of the fields that are on the screen; `base` when the trunk is a member of the request. */
export const pointersOf = (draft: Draft, base = ''): Partial<Record<FieldName, string>> =>
  Object.fromEntries(FIELD_NAMES.filter((name) => isShown(name, draft)).map((name) => [name, `${base}/${name}`]));
