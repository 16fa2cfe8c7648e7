import type { Draft } from './draft';

const PORT = /^(sips?):(?:[^@]*@)?(?:\[[^\]]*\]|[^:;?]*)(?::(\d+))?/i;

export type UriHint = 'noPort' | 'portOfTls' | 'portOfPlain' | 'secureScheme';

/** What is worth saying of a SIP URI beside a transport; undefined: nothing, or it can't be read yet. */
export function uriHint(sipUri: string, transport: Draft['transport']): UriHint | undefined {
  const found = PORT.exec(sipUri.trim());
  if (!found) return undefined;
  const [, scheme, port] = found;
  if (scheme!.toLowerCase() === 'sips' && transport !== 'tls') return 'secureScheme';
  if (port === undefined) return 'noPort';
  if (port === '5060' && transport === 'tls') return 'portOfPlain';
  if (port === '5061' && transport !== 'tls') return 'portOfTls';
  return undefined;
}

/** The port that a host without one is called at, unless DNS says another (RFC 3263). */
export const usualPort = (transport: Draft['transport']) => (transport === 'tls' ? 5061 : 5060);

/** What may be preferred: RTP encoding names that the service knows. */
export const KNOWN_CODECS: readonly string[] = [
  'PCMA',
  'PCMU',
  'G722',
  'G729',
  'opus',
  'GSM',
  'iLBC',
  'AMR',
  'AMR-WB',
  'L16',
  'speex',
  'G723',
  'G728',
  'EVS',
];
